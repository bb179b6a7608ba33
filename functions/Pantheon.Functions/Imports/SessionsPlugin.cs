using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Downloads;
using Pantheon.Archives.Reading;

namespace Pantheon.Functions.Imports;

/// <summary>The WordPress Native PHP Sessions plugin, which goes into the code of every migrated WordPress site where it can be had.</summary>
public sealed class SessionsPlugin(
    IOptions<ImportsOptions> imports, IOptions<AppOptions> app, ArchiveDownloader downloader, ArchiveLimits limits, ILogger<SessionsPlugin> logger)
{
    /// <summary>The plugin's directory in the repository.</summary>
    public const string Directory = "wp-content/plugins/wp-native-php-sessions";

    private const long MaxBytes = 20 << 20;

    /// <summary>Whether sites are to have it.</summary>
    public bool IsWanted => imports.Value.SessionsPlugin.Length > 0;

    /// <summary>Opens the plugin's zip, taking it once and keeping it; null where it can't be had.</summary>
    public async Task<Stream?> OpenAsync(CancellationToken cancellationToken)
    {
        var source = imports.Value.SessionsPlugin;
        try
        {
            var path = source.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? await DownloadAsync(new Uri(source), cancellationToken) : source;
            var zip = File.OpenRead(path);
            await CheckAsync(zip, cancellationToken);
            return zip;
        }
        catch (Exception e) when (e is ArchiveException or TransferException or IOException or UnauthorizedAccessException or UriFormatException)
        {
            NotHad(logger, source, e.Message, null);
            return null;
        }
    }

    private async Task<string> DownloadAsync(Uri url, CancellationToken cancellationToken)
    {
        var path = app.Value.PathOf("cache", "wp-native-php-sessions.zip");
        if (File.Exists(path))
            return path;
        PrivateFile.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Guid.NewGuid():N}";
        await using (var remote = await downloader.OpenAsync(url, cancellationToken))
        await using (var file = PrivateFile.Create(partial))
        {
            var buffer = new byte[81920];
            int read;
            while ((read = await remote.Content.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                if (file.Length > MaxBytes)
                    throw new ArchiveException(FindingCode.TooLarge, "The plugin's zip is too large to be the plugin.");
            }
        }

        File.Move(partial, path, overwrite: true);
        return path;
    }

    private async Task CheckAsync(FileStream zip, CancellationToken cancellationToken)
    {
        var isPlugin = false;
        await foreach (var entry in ArchiveReader.ReadAsync(zip, limits, cancellationToken))
            isPlugin |= entry.Path == $"{EntryPath.Name(Directory)}/pantheon-sessions.php";
        if (!isPlugin)
            throw new ArchiveException(FindingCode.Format, "The zip does not hold the plugin.");
    }

    private static readonly Action<ILogger, string, string, Exception?> NotHad = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(120, "SessionsPluginMissing"),
        "The WordPress Native PHP Sessions plugin can't be had from {Source}: {Reason} Sites go without; set Imports:SessionsPlugin to a zip that can be had.");
}
