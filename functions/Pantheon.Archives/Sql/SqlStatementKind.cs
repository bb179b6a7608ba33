namespace Pantheon.Archives.Sql;

/// <summary>What a statement of a dump does, as far as an import must know.</summary>
public enum SqlStatementKind
{
    /// <summary>Nothing to do: only comments, or what concerns the old server alone.</summary>
    Nothing,

    /// <summary>CREATE TABLE.</summary>
    CreateTable,

    /// <summary>DROP TABLE.</summary>
    DropTable,

    /// <summary>INSERT or REPLACE with values.</summary>
    Insert,

    /// <summary>ALTER TABLE.</summary>
    AlterTable,

    /// <summary>CREATE, ALTER or DROP of a view, trigger, routine or event.</summary>
    Program,

    /// <summary>SET of session variables.</summary>
    Set,

    /// <summary>BEGIN, START TRANSACTION, COMMIT.</summary>
    Transaction,

    /// <summary>LOCK TABLES and UNLOCK TABLES.</summary>
    Lock,

    /// <summary>CREATE DATABASE, DROP DATABASE or USE: the import has its own database.</summary>
    Database,

    /// <summary>No part of a site's dump.</summary>
    Other,
}
