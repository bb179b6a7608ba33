using Pantheon.Archives;
using Pantheon.Archives.Reading;
using Pantheon.Archives.Sql;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>The dump in an archive: opens it, and writes it anew as the platform takes it.</summary>
internal static class ArchivedDump
{
    /// <summary>The statements of the archive's dump.</summary>
    /// <exception cref="ArchiveException">database.missing: the archive is not what was inspected.</exception>
    internal static async Task<Stream> OpenAsync(Stream archive, SiteImport import, ArchiveLimits limits, CancellationToken cancellationToken)
    {
        // Of an entry that comes twice the later counts, so the pass must know which one is the last.
        var path = import.Inspection!.Database!.Path;
        var last = -1;
        var number = 0;
        await foreach (var entry in ArchiveReader.ReadAsync(archive, limits, cancellationToken))
        {
            if (entry.Path == path && entry.Kind == EntryKind.File)
                last = number;
            number++;
        }

        archive.Position = 0;
        var reader = ArchiveReader.ReadAsync(archive, limits, cancellationToken).GetAsyncEnumerator(cancellationToken);
        try
        {
            for (number = 0; await reader.MoveNextAsync(); number++)
            {
                if (number == last)
                    return new OwningStream(await DumpFile.OpenAsync(reader.Current.Open(), cancellationToken), reader);
            }

            throw new ArchiveException(FindingCode.DatabaseMissing, $"The dump '{path}' is not in the archive any more.");
        }
        catch
        {
            await reader.DisposeAsync(); // it reads the archive ahead until then
            throw;
        }
    }

    /// <summary>Writes a dump's statements, each checked, and rewritten where the platform needs it.</summary>
    /// <exception cref="ArchiveException">A statement is none of an import.</exception>
    internal static async Task WriteAsync(Stream dump, Stream to, SiteImport import, CancellationToken cancellationToken)
    {
        using var statements = new SqlStatementReader(dump);
        var rows = 0L;
        while (await DumpGuard.NextAsync(statements, cancellationToken) is { } statement)
        {
            if (statement.Kind == SqlStatementKind.Insert)
                rows += SqlRows.Count(statements.Statement.Span[statement.ValuesAt..]);
            await WriteAsync(to, DumpRewriter.Rewrite(statements.Statement, statement.Kind), statement.Kind, cancellationToken);
            if (statement.Table is { } table)
                await import.Report(new(rows, import.Inspection!.Database!.Rows, "rows", table));
        }
    }

    private static async Task WriteAsync(Stream to, ReadOnlyMemory<byte> statement, SqlStatementKind kind, CancellationToken cancellationToken)
    {
        // Programs hold semicolons of their own.
        var isProgram = kind == SqlStatementKind.Program;
        if (isProgram)
            await to.WriteAsync("DELIMITER ;;\n"u8.ToArray(), cancellationToken);
        await to.WriteAsync(statement, cancellationToken);
        await to.WriteAsync(isProgram ? ";;\nDELIMITER ;\n"u8.ToArray() : ";\n"u8.ToArray(), cancellationToken);
    }
}
