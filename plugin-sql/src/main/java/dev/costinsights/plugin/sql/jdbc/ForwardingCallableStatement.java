package dev.costinsights.plugin.sql.jdbc;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import javax.annotation.processing.Generated;

/** Passes every method on to another CallableStatement. Written by DelegateSources, in the tests; not by hand. */
@Generated("DelegateSources")
@SuppressWarnings("deprecation")
abstract class ForwardingCallableStatement extends SqlPreparedStatement implements CallableStatement {

    final CallableStatement callable;

    ForwardingCallableStatement(SqlConnection connection, CallableStatement callable) {
        super(connection, callable);
        this.callable = callable;
    }

    @Override
    public Array getArray(String first) throws SQLException {
        return callable.getArray(first);
    }

    @Override
    public Array getArray(int first) throws SQLException {
        return callable.getArray(first);
    }

    @Override
    public BigDecimal getBigDecimal(String first) throws SQLException {
        return callable.getBigDecimal(first);
    }

    @Override
    public BigDecimal getBigDecimal(int first, int second) throws SQLException {
        return callable.getBigDecimal(first, second);
    }

    @Override
    public BigDecimal getBigDecimal(int first) throws SQLException {
        return callable.getBigDecimal(first);
    }

    @Override
    public Blob getBlob(String first) throws SQLException {
        return callable.getBlob(first);
    }

    @Override
    public Blob getBlob(int first) throws SQLException {
        return callable.getBlob(first);
    }

    @Override
    public boolean getBoolean(String first) throws SQLException {
        return callable.getBoolean(first);
    }

    @Override
    public boolean getBoolean(int first) throws SQLException {
        return callable.getBoolean(first);
    }

    @Override
    public byte getByte(String first) throws SQLException {
        return callable.getByte(first);
    }

    @Override
    public byte getByte(int first) throws SQLException {
        return callable.getByte(first);
    }

    @Override
    public byte[] getBytes(String first) throws SQLException {
        return callable.getBytes(first);
    }

    @Override
    public byte[] getBytes(int first) throws SQLException {
        return callable.getBytes(first);
    }

    @Override
    public Reader getCharacterStream(String first) throws SQLException {
        return callable.getCharacterStream(first);
    }

    @Override
    public Reader getCharacterStream(int first) throws SQLException {
        return callable.getCharacterStream(first);
    }

    @Override
    public Clob getClob(String first) throws SQLException {
        return callable.getClob(first);
    }

    @Override
    public Clob getClob(int first) throws SQLException {
        return callable.getClob(first);
    }

    @Override
    public Date getDate(String first, Calendar second) throws SQLException {
        return callable.getDate(first, second);
    }

    @Override
    public Date getDate(String first) throws SQLException {
        return callable.getDate(first);
    }

    @Override
    public Date getDate(int first, Calendar second) throws SQLException {
        return callable.getDate(first, second);
    }

    @Override
    public Date getDate(int first) throws SQLException {
        return callable.getDate(first);
    }

    @Override
    public double getDouble(String first) throws SQLException {
        return callable.getDouble(first);
    }

    @Override
    public double getDouble(int first) throws SQLException {
        return callable.getDouble(first);
    }

    @Override
    public float getFloat(String first) throws SQLException {
        return callable.getFloat(first);
    }

    @Override
    public float getFloat(int first) throws SQLException {
        return callable.getFloat(first);
    }

    @Override
    public int getInt(String first) throws SQLException {
        return callable.getInt(first);
    }

    @Override
    public int getInt(int first) throws SQLException {
        return callable.getInt(first);
    }

    @Override
    public long getLong(String first) throws SQLException {
        return callable.getLong(first);
    }

    @Override
    public long getLong(int first) throws SQLException {
        return callable.getLong(first);
    }

    @Override
    public Reader getNCharacterStream(String first) throws SQLException {
        return callable.getNCharacterStream(first);
    }

    @Override
    public Reader getNCharacterStream(int first) throws SQLException {
        return callable.getNCharacterStream(first);
    }

    @Override
    public NClob getNClob(String first) throws SQLException {
        return callable.getNClob(first);
    }

    @Override
    public NClob getNClob(int first) throws SQLException {
        return callable.getNClob(first);
    }

    @Override
    public String getNString(String first) throws SQLException {
        return callable.getNString(first);
    }

    @Override
    public String getNString(int first) throws SQLException {
        return callable.getNString(first);
    }

    @Override
    public <T> T getObject(String first, Class<T> second) throws SQLException {
        return callable.getObject(first, second);
    }

    @Override
    public Object getObject(String first, Map<String, Class<?>> second) throws SQLException {
        return callable.getObject(first, second);
    }

    @Override
    public Object getObject(String first) throws SQLException {
        return callable.getObject(first);
    }

    @Override
    public <T> T getObject(int first, Class<T> second) throws SQLException {
        return callable.getObject(first, second);
    }

    @Override
    public Object getObject(int first, Map<String, Class<?>> second) throws SQLException {
        return callable.getObject(first, second);
    }

    @Override
    public Object getObject(int first) throws SQLException {
        return callable.getObject(first);
    }

    @Override
    public Ref getRef(String first) throws SQLException {
        return callable.getRef(first);
    }

    @Override
    public Ref getRef(int first) throws SQLException {
        return callable.getRef(first);
    }

    @Override
    public RowId getRowId(String first) throws SQLException {
        return callable.getRowId(first);
    }

    @Override
    public RowId getRowId(int first) throws SQLException {
        return callable.getRowId(first);
    }

    @Override
    public SQLXML getSQLXML(String first) throws SQLException {
        return callable.getSQLXML(first);
    }

    @Override
    public SQLXML getSQLXML(int first) throws SQLException {
        return callable.getSQLXML(first);
    }

    @Override
    public short getShort(String first) throws SQLException {
        return callable.getShort(first);
    }

    @Override
    public short getShort(int first) throws SQLException {
        return callable.getShort(first);
    }

    @Override
    public String getString(String first) throws SQLException {
        return callable.getString(first);
    }

    @Override
    public String getString(int first) throws SQLException {
        return callable.getString(first);
    }

    @Override
    public Time getTime(String first, Calendar second) throws SQLException {
        return callable.getTime(first, second);
    }

    @Override
    public Time getTime(String first) throws SQLException {
        return callable.getTime(first);
    }

    @Override
    public Time getTime(int first, Calendar second) throws SQLException {
        return callable.getTime(first, second);
    }

    @Override
    public Time getTime(int first) throws SQLException {
        return callable.getTime(first);
    }

    @Override
    public Timestamp getTimestamp(String first, Calendar second) throws SQLException {
        return callable.getTimestamp(first, second);
    }

    @Override
    public Timestamp getTimestamp(String first) throws SQLException {
        return callable.getTimestamp(first);
    }

    @Override
    public Timestamp getTimestamp(int first, Calendar second) throws SQLException {
        return callable.getTimestamp(first, second);
    }

    @Override
    public Timestamp getTimestamp(int first) throws SQLException {
        return callable.getTimestamp(first);
    }

    @Override
    public URL getURL(String first) throws SQLException {
        return callable.getURL(first);
    }

    @Override
    public URL getURL(int first) throws SQLException {
        return callable.getURL(first);
    }

    @Override
    public void registerOutParameter(String first, int second, String third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(String first, int second, int third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(String first, int second) throws SQLException {
        callable.registerOutParameter(first, second);
    }

    @Override
    public void registerOutParameter(String first, SQLType second, String third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(String first, SQLType second, int third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(String first, SQLType second) throws SQLException {
        callable.registerOutParameter(first, second);
    }

    @Override
    public void registerOutParameter(int first, int second, String third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(int first, int second, int third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(int first, int second) throws SQLException {
        callable.registerOutParameter(first, second);
    }

    @Override
    public void registerOutParameter(int first, SQLType second, String third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(int first, SQLType second, int third) throws SQLException {
        callable.registerOutParameter(first, second, third);
    }

    @Override
    public void registerOutParameter(int first, SQLType second) throws SQLException {
        callable.registerOutParameter(first, second);
    }

    @Override
    public void setAsciiStream(String first, InputStream second, int third) throws SQLException {
        callable.setAsciiStream(first, second, third);
    }

    @Override
    public void setAsciiStream(String first, InputStream second, long third) throws SQLException {
        callable.setAsciiStream(first, second, third);
    }

    @Override
    public void setAsciiStream(String first, InputStream second) throws SQLException {
        callable.setAsciiStream(first, second);
    }

    @Override
    public void setBigDecimal(String first, BigDecimal second) throws SQLException {
        callable.setBigDecimal(first, second);
    }

    @Override
    public void setBinaryStream(String first, InputStream second, int third) throws SQLException {
        callable.setBinaryStream(first, second, third);
    }

    @Override
    public void setBinaryStream(String first, InputStream second, long third) throws SQLException {
        callable.setBinaryStream(first, second, third);
    }

    @Override
    public void setBinaryStream(String first, InputStream second) throws SQLException {
        callable.setBinaryStream(first, second);
    }

    @Override
    public void setBlob(String first, InputStream second, long third) throws SQLException {
        callable.setBlob(first, second, third);
    }

    @Override
    public void setBlob(String first, InputStream second) throws SQLException {
        callable.setBlob(first, second);
    }

    @Override
    public void setBlob(String first, Blob second) throws SQLException {
        callable.setBlob(first, second);
    }

    @Override
    public void setBoolean(String first, boolean second) throws SQLException {
        callable.setBoolean(first, second);
    }

    @Override
    public void setByte(String first, byte second) throws SQLException {
        callable.setByte(first, second);
    }

    @Override
    public void setBytes(String first, byte[] second) throws SQLException {
        callable.setBytes(first, second);
    }

    @Override
    public void setCharacterStream(String first, Reader second, int third) throws SQLException {
        callable.setCharacterStream(first, second, third);
    }

    @Override
    public void setCharacterStream(String first, Reader second, long third) throws SQLException {
        callable.setCharacterStream(first, second, third);
    }

    @Override
    public void setCharacterStream(String first, Reader second) throws SQLException {
        callable.setCharacterStream(first, second);
    }

    @Override
    public void setClob(String first, Reader second, long third) throws SQLException {
        callable.setClob(first, second, third);
    }

    @Override
    public void setClob(String first, Reader second) throws SQLException {
        callable.setClob(first, second);
    }

    @Override
    public void setClob(String first, Clob second) throws SQLException {
        callable.setClob(first, second);
    }

    @Override
    public void setDate(String first, Date second, Calendar third) throws SQLException {
        callable.setDate(first, second, third);
    }

    @Override
    public void setDate(String first, Date second) throws SQLException {
        callable.setDate(first, second);
    }

    @Override
    public void setDouble(String first, double second) throws SQLException {
        callable.setDouble(first, second);
    }

    @Override
    public void setFloat(String first, float second) throws SQLException {
        callable.setFloat(first, second);
    }

    @Override
    public void setInt(String first, int second) throws SQLException {
        callable.setInt(first, second);
    }

    @Override
    public void setLong(String first, long second) throws SQLException {
        callable.setLong(first, second);
    }

    @Override
    public void setNCharacterStream(String first, Reader second, long third) throws SQLException {
        callable.setNCharacterStream(first, second, third);
    }

    @Override
    public void setNCharacterStream(String first, Reader second) throws SQLException {
        callable.setNCharacterStream(first, second);
    }

    @Override
    public void setNClob(String first, Reader second, long third) throws SQLException {
        callable.setNClob(first, second, third);
    }

    @Override
    public void setNClob(String first, Reader second) throws SQLException {
        callable.setNClob(first, second);
    }

    @Override
    public void setNClob(String first, NClob second) throws SQLException {
        callable.setNClob(first, second);
    }

    @Override
    public void setNString(String first, String second) throws SQLException {
        callable.setNString(first, second);
    }

    @Override
    public void setNull(String first, int second, String third) throws SQLException {
        callable.setNull(first, second, third);
    }

    @Override
    public void setNull(String first, int second) throws SQLException {
        callable.setNull(first, second);
    }

    @Override
    public void setObject(String first, Object second, int third, int fourth) throws SQLException {
        callable.setObject(first, second, third, fourth);
    }

    @Override
    public void setObject(String first, Object second, int third) throws SQLException {
        callable.setObject(first, second, third);
    }

    @Override
    public void setObject(String first, Object second, SQLType third, int fourth) throws SQLException {
        callable.setObject(first, second, third, fourth);
    }

    @Override
    public void setObject(String first, Object second, SQLType third) throws SQLException {
        callable.setObject(first, second, third);
    }

    @Override
    public void setObject(String first, Object second) throws SQLException {
        callable.setObject(first, second);
    }

    @Override
    public void setRowId(String first, RowId second) throws SQLException {
        callable.setRowId(first, second);
    }

    @Override
    public void setSQLXML(String first, SQLXML second) throws SQLException {
        callable.setSQLXML(first, second);
    }

    @Override
    public void setShort(String first, short second) throws SQLException {
        callable.setShort(first, second);
    }

    @Override
    public void setString(String first, String second) throws SQLException {
        callable.setString(first, second);
    }

    @Override
    public void setTime(String first, Time second, Calendar third) throws SQLException {
        callable.setTime(first, second, third);
    }

    @Override
    public void setTime(String first, Time second) throws SQLException {
        callable.setTime(first, second);
    }

    @Override
    public void setTimestamp(String first, Timestamp second, Calendar third) throws SQLException {
        callable.setTimestamp(first, second, third);
    }

    @Override
    public void setTimestamp(String first, Timestamp second) throws SQLException {
        callable.setTimestamp(first, second);
    }

    @Override
    public void setURL(String first, URL second) throws SQLException {
        callable.setURL(first, second);
    }

    @Override
    public boolean wasNull() throws SQLException {
        return callable.wasNull();
    }
}
