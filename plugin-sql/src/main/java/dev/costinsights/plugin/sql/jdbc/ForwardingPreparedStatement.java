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
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.Ref;
import java.sql.ResultSetMetaData;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import javax.annotation.processing.Generated;

/** Passes every method on to another PreparedStatement. Written by DelegateSources, in the tests; not by hand. */
@Generated("DelegateSources")
@SuppressWarnings("deprecation")
abstract class ForwardingPreparedStatement extends SqlStatement implements PreparedStatement {

    final PreparedStatement prepared;

    ForwardingPreparedStatement(SqlConnection connection, PreparedStatement prepared) {
        super(connection, prepared);
        this.prepared = prepared;
    }

    @Override
    public void addBatch() throws SQLException {
        prepared.addBatch();
    }

    @Override
    public void clearParameters() throws SQLException {
        prepared.clearParameters();
    }

    @Override
    public ResultSetMetaData getMetaData() throws SQLException {
        return prepared.getMetaData();
    }

    @Override
    public ParameterMetaData getParameterMetaData() throws SQLException {
        return prepared.getParameterMetaData();
    }

    @Override
    public void setArray(int first, Array second) throws SQLException {
        prepared.setArray(first, second);
    }

    @Override
    public void setAsciiStream(int first, InputStream second, int third) throws SQLException {
        prepared.setAsciiStream(first, second, third);
    }

    @Override
    public void setAsciiStream(int first, InputStream second, long third) throws SQLException {
        prepared.setAsciiStream(first, second, third);
    }

    @Override
    public void setAsciiStream(int first, InputStream second) throws SQLException {
        prepared.setAsciiStream(first, second);
    }

    @Override
    public void setBigDecimal(int first, BigDecimal second) throws SQLException {
        prepared.setBigDecimal(first, second);
    }

    @Override
    public void setBinaryStream(int first, InputStream second, int third) throws SQLException {
        prepared.setBinaryStream(first, second, third);
    }

    @Override
    public void setBinaryStream(int first, InputStream second, long third) throws SQLException {
        prepared.setBinaryStream(first, second, third);
    }

    @Override
    public void setBinaryStream(int first, InputStream second) throws SQLException {
        prepared.setBinaryStream(first, second);
    }

    @Override
    public void setBlob(int first, InputStream second, long third) throws SQLException {
        prepared.setBlob(first, second, third);
    }

    @Override
    public void setBlob(int first, InputStream second) throws SQLException {
        prepared.setBlob(first, second);
    }

    @Override
    public void setBlob(int first, Blob second) throws SQLException {
        prepared.setBlob(first, second);
    }

    @Override
    public void setBoolean(int first, boolean second) throws SQLException {
        prepared.setBoolean(first, second);
    }

    @Override
    public void setByte(int first, byte second) throws SQLException {
        prepared.setByte(first, second);
    }

    @Override
    public void setBytes(int first, byte[] second) throws SQLException {
        prepared.setBytes(first, second);
    }

    @Override
    public void setCharacterStream(int first, Reader second, int third) throws SQLException {
        prepared.setCharacterStream(first, second, third);
    }

    @Override
    public void setCharacterStream(int first, Reader second, long third) throws SQLException {
        prepared.setCharacterStream(first, second, third);
    }

    @Override
    public void setCharacterStream(int first, Reader second) throws SQLException {
        prepared.setCharacterStream(first, second);
    }

    @Override
    public void setClob(int first, Reader second, long third) throws SQLException {
        prepared.setClob(first, second, third);
    }

    @Override
    public void setClob(int first, Reader second) throws SQLException {
        prepared.setClob(first, second);
    }

    @Override
    public void setClob(int first, Clob second) throws SQLException {
        prepared.setClob(first, second);
    }

    @Override
    public void setDate(int first, Date second, Calendar third) throws SQLException {
        prepared.setDate(first, second, third);
    }

    @Override
    public void setDate(int first, Date second) throws SQLException {
        prepared.setDate(first, second);
    }

    @Override
    public void setDouble(int first, double second) throws SQLException {
        prepared.setDouble(first, second);
    }

    @Override
    public void setFloat(int first, float second) throws SQLException {
        prepared.setFloat(first, second);
    }

    @Override
    public void setInt(int first, int second) throws SQLException {
        prepared.setInt(first, second);
    }

    @Override
    public void setLong(int first, long second) throws SQLException {
        prepared.setLong(first, second);
    }

    @Override
    public void setNCharacterStream(int first, Reader second, long third) throws SQLException {
        prepared.setNCharacterStream(first, second, third);
    }

    @Override
    public void setNCharacterStream(int first, Reader second) throws SQLException {
        prepared.setNCharacterStream(first, second);
    }

    @Override
    public void setNClob(int first, Reader second, long third) throws SQLException {
        prepared.setNClob(first, second, third);
    }

    @Override
    public void setNClob(int first, Reader second) throws SQLException {
        prepared.setNClob(first, second);
    }

    @Override
    public void setNClob(int first, NClob second) throws SQLException {
        prepared.setNClob(first, second);
    }

    @Override
    public void setNString(int first, String second) throws SQLException {
        prepared.setNString(first, second);
    }

    @Override
    public void setNull(int first, int second, String third) throws SQLException {
        prepared.setNull(first, second, third);
    }

    @Override
    public void setNull(int first, int second) throws SQLException {
        prepared.setNull(first, second);
    }

    @Override
    public void setObject(int first, Object second, int third, int fourth) throws SQLException {
        prepared.setObject(first, second, third, fourth);
    }

    @Override
    public void setObject(int first, Object second, int third) throws SQLException {
        prepared.setObject(first, second, third);
    }

    @Override
    public void setObject(int first, Object second, SQLType third, int fourth) throws SQLException {
        prepared.setObject(first, second, third, fourth);
    }

    @Override
    public void setObject(int first, Object second, SQLType third) throws SQLException {
        prepared.setObject(first, second, third);
    }

    @Override
    public void setObject(int first, Object second) throws SQLException {
        prepared.setObject(first, second);
    }

    @Override
    public void setRef(int first, Ref second) throws SQLException {
        prepared.setRef(first, second);
    }

    @Override
    public void setRowId(int first, RowId second) throws SQLException {
        prepared.setRowId(first, second);
    }

    @Override
    public void setSQLXML(int first, SQLXML second) throws SQLException {
        prepared.setSQLXML(first, second);
    }

    @Override
    public void setShort(int first, short second) throws SQLException {
        prepared.setShort(first, second);
    }

    @Override
    public void setString(int first, String second) throws SQLException {
        prepared.setString(first, second);
    }

    @Override
    public void setTime(int first, Time second, Calendar third) throws SQLException {
        prepared.setTime(first, second, third);
    }

    @Override
    public void setTime(int first, Time second) throws SQLException {
        prepared.setTime(first, second);
    }

    @Override
    public void setTimestamp(int first, Timestamp second, Calendar third) throws SQLException {
        prepared.setTimestamp(first, second, third);
    }

    @Override
    public void setTimestamp(int first, Timestamp second) throws SQLException {
        prepared.setTimestamp(first, second);
    }

    @Override
    public void setURL(int first, URL second) throws SQLException {
        prepared.setURL(first, second);
    }

    @Override
    public void setUnicodeStream(int first, InputStream second, int third) throws SQLException {
        prepared.setUnicodeStream(first, second, third);
    }
}
