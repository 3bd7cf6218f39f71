package dev.costinsights.plugin.sql.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLWarning;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import javax.annotation.processing.Generated;

/** Passes every method on to another ResultSet. Written by DelegateSources, in the tests; not by hand. */
@Generated("DelegateSources")
@SuppressWarnings("deprecation")
abstract class ForwardingResultSet implements ResultSet {

    final ResultSet delegate;

    ForwardingResultSet(ResultSet delegate) {
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
    public boolean absolute(int first) throws SQLException {
        return delegate.absolute(first);
    }

    @Override
    public void afterLast() throws SQLException {
        delegate.afterLast();
    }

    @Override
    public void beforeFirst() throws SQLException {
        delegate.beforeFirst();
    }

    @Override
    public void cancelRowUpdates() throws SQLException {
        delegate.cancelRowUpdates();
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
    public void deleteRow() throws SQLException {
        delegate.deleteRow();
    }

    @Override
    public int findColumn(String first) throws SQLException {
        return delegate.findColumn(first);
    }

    @Override
    public boolean first() throws SQLException {
        return delegate.first();
    }

    @Override
    public Array getArray(String first) throws SQLException {
        return delegate.getArray(first);
    }

    @Override
    public Array getArray(int first) throws SQLException {
        return delegate.getArray(first);
    }

    @Override
    public InputStream getAsciiStream(String first) throws SQLException {
        return delegate.getAsciiStream(first);
    }

    @Override
    public InputStream getAsciiStream(int first) throws SQLException {
        return delegate.getAsciiStream(first);
    }

    @Override
    public BigDecimal getBigDecimal(String first, int second) throws SQLException {
        return delegate.getBigDecimal(first, second);
    }

    @Override
    public BigDecimal getBigDecimal(String first) throws SQLException {
        return delegate.getBigDecimal(first);
    }

    @Override
    public BigDecimal getBigDecimal(int first, int second) throws SQLException {
        return delegate.getBigDecimal(first, second);
    }

    @Override
    public BigDecimal getBigDecimal(int first) throws SQLException {
        return delegate.getBigDecimal(first);
    }

    @Override
    public InputStream getBinaryStream(String first) throws SQLException {
        return delegate.getBinaryStream(first);
    }

    @Override
    public InputStream getBinaryStream(int first) throws SQLException {
        return delegate.getBinaryStream(first);
    }

    @Override
    public Blob getBlob(String first) throws SQLException {
        return delegate.getBlob(first);
    }

    @Override
    public Blob getBlob(int first) throws SQLException {
        return delegate.getBlob(first);
    }

    @Override
    public boolean getBoolean(String first) throws SQLException {
        return delegate.getBoolean(first);
    }

    @Override
    public boolean getBoolean(int first) throws SQLException {
        return delegate.getBoolean(first);
    }

    @Override
    public byte getByte(String first) throws SQLException {
        return delegate.getByte(first);
    }

    @Override
    public byte getByte(int first) throws SQLException {
        return delegate.getByte(first);
    }

    @Override
    public byte[] getBytes(String first) throws SQLException {
        return delegate.getBytes(first);
    }

    @Override
    public byte[] getBytes(int first) throws SQLException {
        return delegate.getBytes(first);
    }

    @Override
    public Reader getCharacterStream(String first) throws SQLException {
        return delegate.getCharacterStream(first);
    }

    @Override
    public Reader getCharacterStream(int first) throws SQLException {
        return delegate.getCharacterStream(first);
    }

    @Override
    public Clob getClob(String first) throws SQLException {
        return delegate.getClob(first);
    }

    @Override
    public Clob getClob(int first) throws SQLException {
        return delegate.getClob(first);
    }

    @Override
    public int getConcurrency() throws SQLException {
        return delegate.getConcurrency();
    }

    @Override
    public String getCursorName() throws SQLException {
        return delegate.getCursorName();
    }

    @Override
    public Date getDate(String first, Calendar second) throws SQLException {
        return delegate.getDate(first, second);
    }

    @Override
    public Date getDate(String first) throws SQLException {
        return delegate.getDate(first);
    }

    @Override
    public Date getDate(int first, Calendar second) throws SQLException {
        return delegate.getDate(first, second);
    }

    @Override
    public Date getDate(int first) throws SQLException {
        return delegate.getDate(first);
    }

    @Override
    public double getDouble(String first) throws SQLException {
        return delegate.getDouble(first);
    }

    @Override
    public double getDouble(int first) throws SQLException {
        return delegate.getDouble(first);
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
    public float getFloat(String first) throws SQLException {
        return delegate.getFloat(first);
    }

    @Override
    public float getFloat(int first) throws SQLException {
        return delegate.getFloat(first);
    }

    @Override
    public int getHoldability() throws SQLException {
        return delegate.getHoldability();
    }

    @Override
    public int getInt(String first) throws SQLException {
        return delegate.getInt(first);
    }

    @Override
    public int getInt(int first) throws SQLException {
        return delegate.getInt(first);
    }

    @Override
    public long getLong(String first) throws SQLException {
        return delegate.getLong(first);
    }

    @Override
    public long getLong(int first) throws SQLException {
        return delegate.getLong(first);
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return delegate.getMetaData();
    }

    @Override
    public Reader getNCharacterStream(String first) throws SQLException {
        return delegate.getNCharacterStream(first);
    }

    @Override
    public Reader getNCharacterStream(int first) throws SQLException {
        return delegate.getNCharacterStream(first);
    }

    @Override
    public NClob getNClob(String first) throws SQLException {
        return delegate.getNClob(first);
    }

    @Override
    public NClob getNClob(int first) throws SQLException {
        return delegate.getNClob(first);
    }

    @Override
    public String getNString(String first) throws SQLException {
        return delegate.getNString(first);
    }

    @Override
    public String getNString(int first) throws SQLException {
        return delegate.getNString(first);
    }

    @Override
    public <T> T getObject(String first, Class<T> second) throws SQLException {
        return delegate.getObject(first, second);
    }

    @Override
    public Object getObject(String first, Map<String, Class<?>> second) throws SQLException {
        return delegate.getObject(first, second);
    }

    @Override
    public Object getObject(String first) throws SQLException {
        return delegate.getObject(first);
    }

    @Override
    public <T> T getObject(int first, Class<T> second) throws SQLException {
        return delegate.getObject(first, second);
    }

    @Override
    public Object getObject(int first, Map<String, Class<?>> second) throws SQLException {
        return delegate.getObject(first, second);
    }

    @Override
    public Object getObject(int first) throws SQLException {
        return delegate.getObject(first);
    }

    @Override
    public Ref getRef(String first) throws SQLException {
        return delegate.getRef(first);
    }

    @Override
    public Ref getRef(int first) throws SQLException {
        return delegate.getRef(first);
    }

    @Override
    public int getRow() throws SQLException {
        return delegate.getRow();
    }

    @Override
    public RowId getRowId(String first) throws SQLException {
        return delegate.getRowId(first);
    }

    @Override
    public RowId getRowId(int first) throws SQLException {
        return delegate.getRowId(first);
    }

    @Override
    public SQLXML getSQLXML(String first) throws SQLException {
        return delegate.getSQLXML(first);
    }

    @Override
    public SQLXML getSQLXML(int first) throws SQLException {
        return delegate.getSQLXML(first);
    }

    @Override
    public short getShort(String first) throws SQLException {
        return delegate.getShort(first);
    }

    @Override
    public short getShort(int first) throws SQLException {
        return delegate.getShort(first);
    }

    @Override
    public String getString(String first) throws SQLException {
        return delegate.getString(first);
    }

    @Override
    public String getString(int first) throws SQLException {
        return delegate.getString(first);
    }

    @Override
    public Time getTime(String first, Calendar second) throws SQLException {
        return delegate.getTime(first, second);
    }

    @Override
    public Time getTime(String first) throws SQLException {
        return delegate.getTime(first);
    }

    @Override
    public Time getTime(int first, Calendar second) throws SQLException {
        return delegate.getTime(first, second);
    }

    @Override
    public Time getTime(int first) throws SQLException {
        return delegate.getTime(first);
    }

    @Override
    public Timestamp getTimestamp(String first, Calendar second) throws SQLException {
        return delegate.getTimestamp(first, second);
    }

    @Override
    public Timestamp getTimestamp(String first) throws SQLException {
        return delegate.getTimestamp(first);
    }

    @Override
    public Timestamp getTimestamp(int first, Calendar second) throws SQLException {
        return delegate.getTimestamp(first, second);
    }

    @Override
    public Timestamp getTimestamp(int first) throws SQLException {
        return delegate.getTimestamp(first);
    }

    @Override
    public int getType() throws SQLException {
        return delegate.getType();
    }

    @Override
    public URL getURL(String first) throws SQLException {
        return delegate.getURL(first);
    }

    @Override
    public URL getURL(int first) throws SQLException {
        return delegate.getURL(first);
    }

    @Override
    public InputStream getUnicodeStream(String first) throws SQLException {
        return delegate.getUnicodeStream(first);
    }

    @Override
    public InputStream getUnicodeStream(int first) throws SQLException {
        return delegate.getUnicodeStream(first);
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return delegate.getWarnings();
    }

    @Override
    public void insertRow() throws SQLException {
        delegate.insertRow();
    }

    @Override
    public boolean isAfterLast() throws SQLException {
        return delegate.isAfterLast();
    }

    @Override
    public boolean isBeforeFirst() throws SQLException {
        return delegate.isBeforeFirst();
    }

    @Override
    public boolean isClosed() throws SQLException {
        return delegate.isClosed();
    }

    @Override
    public boolean isFirst() throws SQLException {
        return delegate.isFirst();
    }

    @Override
    public boolean isLast() throws SQLException {
        return delegate.isLast();
    }

    @Override
    public boolean last() throws SQLException {
        return delegate.last();
    }

    @Override
    public void moveToCurrentRow() throws SQLException {
        delegate.moveToCurrentRow();
    }

    @Override
    public void moveToInsertRow() throws SQLException {
        delegate.moveToInsertRow();
    }

    @Override
    public boolean next() throws SQLException {
        return delegate.next();
    }

    @Override
    public boolean previous() throws SQLException {
        return delegate.previous();
    }

    @Override
    public void refreshRow() throws SQLException {
        delegate.refreshRow();
    }

    @Override
    public boolean relative(int first) throws SQLException {
        return delegate.relative(first);
    }

    @Override
    public boolean rowDeleted() throws SQLException {
        return delegate.rowDeleted();
    }

    @Override
    public boolean rowInserted() throws SQLException {
        return delegate.rowInserted();
    }

    @Override
    public boolean rowUpdated() throws SQLException {
        return delegate.rowUpdated();
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
    public void updateArray(String first, Array second) throws SQLException {
        delegate.updateArray(first, second);
    }

    @Override
    public void updateArray(int first, Array second) throws SQLException {
        delegate.updateArray(first, second);
    }

    @Override
    public void updateAsciiStream(String first, InputStream second, int third) throws SQLException {
        delegate.updateAsciiStream(first, second, third);
    }

    @Override
    public void updateAsciiStream(String first, InputStream second, long third) throws SQLException {
        delegate.updateAsciiStream(first, second, third);
    }

    @Override
    public void updateAsciiStream(String first, InputStream second) throws SQLException {
        delegate.updateAsciiStream(first, second);
    }

    @Override
    public void updateAsciiStream(int first, InputStream second, int third) throws SQLException {
        delegate.updateAsciiStream(first, second, third);
    }

    @Override
    public void updateAsciiStream(int first, InputStream second, long third) throws SQLException {
        delegate.updateAsciiStream(first, second, third);
    }

    @Override
    public void updateAsciiStream(int first, InputStream second) throws SQLException {
        delegate.updateAsciiStream(first, second);
    }

    @Override
    public void updateBigDecimal(String first, BigDecimal second) throws SQLException {
        delegate.updateBigDecimal(first, second);
    }

    @Override
    public void updateBigDecimal(int first, BigDecimal second) throws SQLException {
        delegate.updateBigDecimal(first, second);
    }

    @Override
    public void updateBinaryStream(String first, InputStream second, int third) throws SQLException {
        delegate.updateBinaryStream(first, second, third);
    }

    @Override
    public void updateBinaryStream(String first, InputStream second, long third) throws SQLException {
        delegate.updateBinaryStream(first, second, third);
    }

    @Override
    public void updateBinaryStream(String first, InputStream second) throws SQLException {
        delegate.updateBinaryStream(first, second);
    }

    @Override
    public void updateBinaryStream(int first, InputStream second, int third) throws SQLException {
        delegate.updateBinaryStream(first, second, third);
    }

    @Override
    public void updateBinaryStream(int first, InputStream second, long third) throws SQLException {
        delegate.updateBinaryStream(first, second, third);
    }

    @Override
    public void updateBinaryStream(int first, InputStream second) throws SQLException {
        delegate.updateBinaryStream(first, second);
    }

    @Override
    public void updateBlob(String first, InputStream second, long third) throws SQLException {
        delegate.updateBlob(first, second, third);
    }

    @Override
    public void updateBlob(String first, InputStream second) throws SQLException {
        delegate.updateBlob(first, second);
    }

    @Override
    public void updateBlob(String first, Blob second) throws SQLException {
        delegate.updateBlob(first, second);
    }

    @Override
    public void updateBlob(int first, InputStream second, long third) throws SQLException {
        delegate.updateBlob(first, second, third);
    }

    @Override
    public void updateBlob(int first, InputStream second) throws SQLException {
        delegate.updateBlob(first, second);
    }

    @Override
    public void updateBlob(int first, Blob second) throws SQLException {
        delegate.updateBlob(first, second);
    }

    @Override
    public void updateBoolean(String first, boolean second) throws SQLException {
        delegate.updateBoolean(first, second);
    }

    @Override
    public void updateBoolean(int first, boolean second) throws SQLException {
        delegate.updateBoolean(first, second);
    }

    @Override
    public void updateByte(String first, byte second) throws SQLException {
        delegate.updateByte(first, second);
    }

    @Override
    public void updateByte(int first, byte second) throws SQLException {
        delegate.updateByte(first, second);
    }

    @Override
    public void updateBytes(String first, byte[] second) throws SQLException {
        delegate.updateBytes(first, second);
    }

    @Override
    public void updateBytes(int first, byte[] second) throws SQLException {
        delegate.updateBytes(first, second);
    }

    @Override
    public void updateCharacterStream(String first, Reader second, int third) throws SQLException {
        delegate.updateCharacterStream(first, second, third);
    }

    @Override
    public void updateCharacterStream(String first, Reader second, long third) throws SQLException {
        delegate.updateCharacterStream(first, second, third);
    }

    @Override
    public void updateCharacterStream(String first, Reader second) throws SQLException {
        delegate.updateCharacterStream(first, second);
    }

    @Override
    public void updateCharacterStream(int first, Reader second, int third) throws SQLException {
        delegate.updateCharacterStream(first, second, third);
    }

    @Override
    public void updateCharacterStream(int first, Reader second, long third) throws SQLException {
        delegate.updateCharacterStream(first, second, third);
    }

    @Override
    public void updateCharacterStream(int first, Reader second) throws SQLException {
        delegate.updateCharacterStream(first, second);
    }

    @Override
    public void updateClob(String first, Reader second, long third) throws SQLException {
        delegate.updateClob(first, second, third);
    }

    @Override
    public void updateClob(String first, Reader second) throws SQLException {
        delegate.updateClob(first, second);
    }

    @Override
    public void updateClob(String first, Clob second) throws SQLException {
        delegate.updateClob(first, second);
    }

    @Override
    public void updateClob(int first, Reader second, long third) throws SQLException {
        delegate.updateClob(first, second, third);
    }

    @Override
    public void updateClob(int first, Reader second) throws SQLException {
        delegate.updateClob(first, second);
    }

    @Override
    public void updateClob(int first, Clob second) throws SQLException {
        delegate.updateClob(first, second);
    }

    @Override
    public void updateDate(String first, Date second) throws SQLException {
        delegate.updateDate(first, second);
    }

    @Override
    public void updateDate(int first, Date second) throws SQLException {
        delegate.updateDate(first, second);
    }

    @Override
    public void updateDouble(String first, double second) throws SQLException {
        delegate.updateDouble(first, second);
    }

    @Override
    public void updateDouble(int first, double second) throws SQLException {
        delegate.updateDouble(first, second);
    }

    @Override
    public void updateFloat(String first, float second) throws SQLException {
        delegate.updateFloat(first, second);
    }

    @Override
    public void updateFloat(int first, float second) throws SQLException {
        delegate.updateFloat(first, second);
    }

    @Override
    public void updateInt(String first, int second) throws SQLException {
        delegate.updateInt(first, second);
    }

    @Override
    public void updateInt(int first, int second) throws SQLException {
        delegate.updateInt(first, second);
    }

    @Override
    public void updateLong(String first, long second) throws SQLException {
        delegate.updateLong(first, second);
    }

    @Override
    public void updateLong(int first, long second) throws SQLException {
        delegate.updateLong(first, second);
    }

    @Override
    public void updateNCharacterStream(String first, Reader second, long third) throws SQLException {
        delegate.updateNCharacterStream(first, second, third);
    }

    @Override
    public void updateNCharacterStream(String first, Reader second) throws SQLException {
        delegate.updateNCharacterStream(first, second);
    }

    @Override
    public void updateNCharacterStream(int first, Reader second, long third) throws SQLException {
        delegate.updateNCharacterStream(first, second, third);
    }

    @Override
    public void updateNCharacterStream(int first, Reader second) throws SQLException {
        delegate.updateNCharacterStream(first, second);
    }

    @Override
    public void updateNClob(String first, Reader second, long third) throws SQLException {
        delegate.updateNClob(first, second, third);
    }

    @Override
    public void updateNClob(String first, Reader second) throws SQLException {
        delegate.updateNClob(first, second);
    }

    @Override
    public void updateNClob(String first, NClob second) throws SQLException {
        delegate.updateNClob(first, second);
    }

    @Override
    public void updateNClob(int first, Reader second, long third) throws SQLException {
        delegate.updateNClob(first, second, third);
    }

    @Override
    public void updateNClob(int first, Reader second) throws SQLException {
        delegate.updateNClob(first, second);
    }

    @Override
    public void updateNClob(int first, NClob second) throws SQLException {
        delegate.updateNClob(first, second);
    }

    @Override
    public void updateNString(String first, String second) throws SQLException {
        delegate.updateNString(first, second);
    }

    @Override
    public void updateNString(int first, String second) throws SQLException {
        delegate.updateNString(first, second);
    }

    @Override
    public void updateNull(String first) throws SQLException {
        delegate.updateNull(first);
    }

    @Override
    public void updateNull(int first) throws SQLException {
        delegate.updateNull(first);
    }

    @Override
    public void updateObject(String first, Object second, int third) throws SQLException {
        delegate.updateObject(first, second, third);
    }

    @Override
    public void updateObject(String first, Object second, SQLType third, int fourth) throws SQLException {
        delegate.updateObject(first, second, third, fourth);
    }

    @Override
    public void updateObject(String first, Object second, SQLType third) throws SQLException {
        delegate.updateObject(first, second, third);
    }

    @Override
    public void updateObject(String first, Object second) throws SQLException {
        delegate.updateObject(first, second);
    }

    @Override
    public void updateObject(int first, Object second, int third) throws SQLException {
        delegate.updateObject(first, second, third);
    }

    @Override
    public void updateObject(int first, Object second, SQLType third, int fourth) throws SQLException {
        delegate.updateObject(first, second, third, fourth);
    }

    @Override
    public void updateObject(int first, Object second, SQLType third) throws SQLException {
        delegate.updateObject(first, second, third);
    }

    @Override
    public void updateObject(int first, Object second) throws SQLException {
        delegate.updateObject(first, second);
    }

    @Override
    public void updateRef(String first, Ref second) throws SQLException {
        delegate.updateRef(first, second);
    }

    @Override
    public void updateRef(int first, Ref second) throws SQLException {
        delegate.updateRef(first, second);
    }

    @Override
    public void updateRow() throws SQLException {
        delegate.updateRow();
    }

    @Override
    public void updateRowId(String first, RowId second) throws SQLException {
        delegate.updateRowId(first, second);
    }

    @Override
    public void updateRowId(int first, RowId second) throws SQLException {
        delegate.updateRowId(first, second);
    }

    @Override
    public void updateSQLXML(String first, SQLXML second) throws SQLException {
        delegate.updateSQLXML(first, second);
    }

    @Override
    public void updateSQLXML(int first, SQLXML second) throws SQLException {
        delegate.updateSQLXML(first, second);
    }

    @Override
    public void updateShort(String first, short second) throws SQLException {
        delegate.updateShort(first, second);
    }

    @Override
    public void updateShort(int first, short second) throws SQLException {
        delegate.updateShort(first, second);
    }

    @Override
    public void updateString(String first, String second) throws SQLException {
        delegate.updateString(first, second);
    }

    @Override
    public void updateString(int first, String second) throws SQLException {
        delegate.updateString(first, second);
    }

    @Override
    public void updateTime(String first, Time second) throws SQLException {
        delegate.updateTime(first, second);
    }

    @Override
    public void updateTime(int first, Time second) throws SQLException {
        delegate.updateTime(first, second);
    }

    @Override
    public void updateTimestamp(String first, Timestamp second) throws SQLException {
        delegate.updateTimestamp(first, second);
    }

    @Override
    public void updateTimestamp(int first, Timestamp second) throws SQLException {
        delegate.updateTimestamp(first, second);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return delegate.wasNull();
    }
}
