namespace Pantheon.Testing;

/// <param name="Name">The database's name.</param>
/// <param name="ConnectionString">For MySqlConnector, with the database chosen.</param>
public sealed record MariaDbDatabase(string Name, string ConnectionString);
