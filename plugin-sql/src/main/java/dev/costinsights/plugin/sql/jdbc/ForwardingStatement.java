package dev.costinsights.plugin.sql.jdbc;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import javax.annotation.processing.Generated;

/** Passes every method on to another Statement. Written by DelegateSources, in the tests; not by hand. */
@Generated("DelegateSources")
@SuppressWarnings("deprecation")
abstract class ForwardingStatement implements Statement {

    final Statement delegate;

    ForwardingStatement(Statement delegate) {
        this.delegate = delegate;
    }

    @Override
    public <T> T unwrap(Class<T> wanted) throws SQLException {
        if (wanted != null && wanted.isInstance(this)) {
            return wanted.cast(this);
        }
        return wanted != null && wanted.isInstance(delegate) ? wanted.cast(delegate) : delegate.unwrap(wanted);
    }

    @Override
    public boolean isWrapperFor(Class<?> wanted) throws SQLException {
        return wanted != null && (wanted.isInstance(this) || wanted.isInstance(delegate))
                || delegate.isWrapperFor(wanted);
    }

    @Override
    public String toString() {
        return delegate.toString();
    }

    @Override
    public void addBatch(String first) throws SQLException {
        delegate.addBatch(first);
    }

    @Override
    public void cancel() throws SQLException {
        delegate.cancel();
    }

    @Override
    public void clearBatch() throws SQLException {
        delegate.clearBatch();
    }

    @Override
    public void clearWarnings() throws SQLException {
        delegate.clearWarnings();
    }

    @Override
    public void close() throws SQLException {
        delegate.close();
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        delegate.closeOnCompletion();
    }

    @Override
    public String enquoteIdentifier(String first, boolean second) throws SQLException {
        return delegate.enquoteIdentifier(first, second);
    }

    @Override
    public String enquoteLiteral(String first) throws SQLException {
        return delegate.enquoteLiteral(first);
    }

    @Override
    public String enquoteNCharLiteral(String first) throws SQLException {
        return delegate.enquoteNCharLiteral(first);
    }

    @Override
    public int getFetchDirection() throws SQLException {
        return delegate.getFetchDirection();
    }

    @Override
    public int getFetchSize() throws SQLException {
        return delegate.getFetchSize();
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        return delegate.getLargeMaxRows();
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        return delegate.getLargeUpdateCount();
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        return delegate.getMaxFieldSize();
    }

    @Override
    public int getMaxRows() throws SQLException {
        return delegate.getMaxRows();
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        return delegate.getMoreResults();
    }

    @Override
    public boolean getMoreResults(int first) throws SQLException {
        return delegate.getMoreResults(first);
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        return delegate.getQueryTimeout();
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        return delegate.getResultSetConcurrency();
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        return delegate.getResultSetHoldability();
    }

    @Override
    public int getResultSetType() throws SQLException {
        return delegate.getResultSetType();
    }

    @Override
    public int getUpdateCount() throws SQLException {
        return delegate.getUpdateCount();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return delegate.getWarnings();
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        return delegate.isCloseOnCompletion();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return delegate.isClosed();
    }

    @Override
    public boolean isPoolable() throws SQLException {
        return delegate.isPoolable();
    }

    @Override
    public boolean isSimpleIdentifier(String first) throws SQLException {
        return delegate.isSimpleIdentifier(first);
    }

    @Override
    public void setCursorName(String first) throws SQLException {
        delegate.setCursorName(first);
    }

    @Override
    public void setEscapeProcessing(boolean first) throws SQLException {
        delegate.setEscapeProcessing(first);
    }

    @Override
    public void setFetchDirection(int first) throws SQLException {
        delegate.setFetchDirection(first);
    }

    @Override
    public void setFetchSize(int first) throws SQLException {
        delegate.setFetchSize(first);
    }

    @Override
    public void setLargeMaxRows(long first) throws SQLException {
        delegate.setLargeMaxRows(first);
    }

    @Override
    public void setMaxFieldSize(int first) throws SQLException {
        delegate.setMaxFieldSize(first);
    }

    @Override
    public void setMaxRows(int first) throws SQLException {
        delegate.setMaxRows(first);
    }

    @Override
    public void setPoolable(boolean first) throws SQLException {
        delegate.setPoolable(first);
    }

    @Override
    public void setQueryTimeout(int first) throws SQLException {
        delegate.setQueryTimeout(first);
    }
}
