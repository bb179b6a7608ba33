using System.Security.Cryptography;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Platforms;
using Pantheon.Functions.Tests.Sites;
using static Pantheon.Functions.Tests.Archives.CopyHost;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>The copy from sources that behave in one way from beginning to end.</summary>
public sealed class CopyArchiveTests
{
    private const string Path = "/site.tar.gz";

    [Fact]
    public async Task Copy_SourceWithRanges_EachIsFetchedOnceAndTheSiteSucceeds()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: OneBlockRanges);
        var id = await host.CreateAsync("ranges");
        await host.GiveArchiveAsync(id, server.Serve(Path, Good), Convert.ToHexStringLower(SHA256.HashData(LargeSite.Archive)));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Null(end.Failure);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal(new CopiedArchive(Length, Convert.ToHexStringLower(SHA256.HashData(LargeSite.Archive))), end.Archive);
        Assert.Equal([Range(0), Range(2), Range(1)], server.RangesOf(Path));
        Assert.Equal(Probe, server.Requests[0].Range);
        Assert.Equal(4, server.Requests.Count);
        Assert.All(server.Requests.Skip(1), request => Assert.Equal(ETag, request.Headers["If-Range"]));
        Assert.Empty(host.CopiesOf(id));
    }

    [Fact]
    public async Task Copy_RangesOfSeveralBlocks_EachIsOneRequest()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: TwoBlockRanges);
        var id = await host.CreateAsync("ranges");
        await host.GiveArchiveAsync(id, server.Serve(Path, Good));

        await host.UntilCopiedAsync(id);

        Assert.Equal([Range(0, 2 * Block), Range(2)], server.RangesOf(Path));
    }

    [Fact]
    public async Task Copy_ArchiveSmallerThanARange_IsOneRequest()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var (_, end) = await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "small");

        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.Equal(2, server.Requests.Count);
    }

    public static TheoryData<string, Answer> OddSources() => new()
    {
        { "no-ranges", Good with { Ranges = false } },
        { "no-ranges-no-length", Good with { Ranges = false, Chunked = true } },
        { "no-ranges-no-versions", Good with { Ranges = false, ETag = null } },
        { "no-head", Good with { Head = false } },
        { "ranges-chunked", Good with { Chunked = true } },
        { "weak-etag", Good with { ETag = "W/\"v1\"" } },
        { "last-modified", Good with { ETag = null, LastModified = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero) } },
        { "no-version", Good with { ETag = null } },
    };

    [Theory]
    [MemberData(nameof(OddSources))]
    public async Task Copy_OddSource_ArrivesByteExact(string source, Answer answer)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: OneBlockRanges);
        var id = await host.CreateAsync(source);
        await host.GiveArchiveAsync(id, server.Serve(Path, answer), Convert.ToHexStringLower(SHA256.HashData(LargeSite.Archive)));

        var end = await host.UntilAsync(id, m => m.IsDone(Step.InspectArchive) || m.Phase.IsEnded());

        Assert.Null(end.Failure);
        string[] expected = answer.Ranges ? [Range(0), Range(2), Range(1)] : [string.Empty];
        Assert.Equal(expected, server.RangesOf(Path));
        Assert.DoesNotContain(server.Requests, request => request.Method != "GET");
    }

    [Fact]
    public async Task Copy_MoreRangesThanAHistoryHolds_EachIsFetchedOnce()
    {
        const int Ranges = 70;
        using var scratch = ScratchDirectory.Create("sparse");
        await using (var file = File.Create(scratch.Combine("huge.gz")))
        {
            file.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]);
            file.SetLength(((Ranges - 1) * Block) + 5);
        }

        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: OneBlockRanges);
        var id = await host.CreateAsync("huge");
        await host.GiveArchiveAsync(id, server.Serve(Path, Answer.File(scratch.Combine("huge.gz")) with { ETag = ETag }));

        var copied = await host.UntilCopiedAsync(id);

        Assert.Equal(((Ranges - 1) * Block) + 5, copied.Archive?.Bytes);
        var asked = server.RangesOf(Path);
        Assert.Equal(Ranges, asked.Length);
        Assert.Equal(Ranges, asked.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Copy_WrongChecksum_FailsWithBothChecksums()
    {
        var wrong = new string('0', 64);
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("checksum");
        await host.GiveArchiveAsync(id, server.Serve(Path, Answer.Bytes(SampleSites.WordPress().ToTarGzip()) with { ETag = ETag }), wrong);

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.checksumMismatch", end.Failure?.Code);
        Assert.Contains(wrong, end.Failure!.Detail, StringComparison.Ordinal);
        Assert.False(end.Failure.Retryable);
    }

    [Fact]
    public async Task Copy_DamagedOnTheWayAndGivenAgain_IsCopiedAnewAndSucceeds()
    {
        var good = SampleSites.WordPress().ToTarGzip();
        byte[] damaged = [.. good];
        damaged[^20] ^= 1;
        var bytes = damaged;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("damaged");
        var checksum = Convert.ToHexStringLower(SHA256.HashData(good));
        var url = server.Serve(Path, _ => Answer.Bytes(bytes) with { ETag = ETag });
        await host.GiveArchiveAsync(id, url, checksum);
        var first = await host.UntilAsync(id, m => m.Phase.IsEnded());
        bytes = good;

        await host.GiveArchiveAsync(id, url, checksum);
        var second = await host.UntilAsync(id, m => m.Attempt == 2 && m.Phase.IsEnded());

        Assert.Equal(MigrationPhase.Failed, first.Phase);
        Assert.Null(second.Failure);
        Assert.Equal(MigrationPhase.Succeeded, second.Phase);
    }

    [Fact]
    public async Task Copy_WebPage_FailsWithItsTitle()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync();
        var id = await host.CreateAsync("page");
        await host.GiveArchiveAsync(id, server.Serve(Path, Answer.Html("<!doctype html><html><title>Sign in &amp; go on</title></html>")));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.format", end.Failure?.Code);
        Assert.Contains("(\"Sign in & go on\")", end.Failure!.Detail, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Copy_LargerThanTaken_IsRefusedBeforeAnyRange()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: ["Archives:MaxBytes=1000000"]);
        var id = await host.CreateAsync("large");
        await host.GiveArchiveAsync(id, server.Serve(Path, Good));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.tooLarge", end.Failure?.Code);
        Assert.Single(server.Requests);
        Assert.Empty(host.CopiesOf(id));
    }

    [Fact]
    public async Task Copy_StreamOfUntoldLengthLargerThanTaken_IsRefusedOnTheWay()
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(settings: ["Archives:MaxBytes=1000000"]);
        var id = await host.CreateAsync("large");
        await host.GiveArchiveAsync(id, server.Serve(Path, Good with { Ranges = false, Chunked = true }));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.tooLarge", end.Failure?.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_LargerThanThePlatformTakes_IsRefusedBeforeOrOnTheWay(bool told)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(configure: new PlatformHook { MaxArchiveBytes = 1_000_000 }.AddTo);
        var id = await host.CreateAsync("large");
        await host.GiveArchiveAsync(id, server.Serve(Path, Good with { Ranges = told, Chunked = !told }));

        var end = await host.UntilAsync(id, m => m.Phase.IsEnded());

        Assert.Equal("archive.tooLarge", end.Failure?.Code);
        Assert.Contains("the platform imports", end.Failure!.Detail, StringComparison.Ordinal);
    }

    [AzuriteFact]
    public async Task Copy_IntoAzureBlobs_TheWholeSiteSucceeds()
    {
        var azurite = await AzuriteServer.Shared;
        await using var server = await ArchiveServer.StartAsync();
        await using var host = await PantheonHost.StartNewAsync(
            settings: [.. OneBlockRanges, "Archives:Store=AzureBlobs", $"Archives:ConnectionString={azurite.ConnectionString}"]);

        var (id, end) = await host.MigrateAsync(server, LargeSite.Archive, "blobs");

        Assert.Null(end.Failure);
        Assert.Equal(MigrationPhase.Succeeded, end.Phase);
        Assert.True((bool)(await host.ReportAsync(id))["verification"]!["ok"]!);
        Assert.False(Directory.Exists(System.IO.Path.Combine(host.DataDirectory, "archives")));
    }
}
