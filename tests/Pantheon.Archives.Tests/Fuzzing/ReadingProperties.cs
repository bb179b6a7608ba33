using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>What holds for every archive, however damaged: it is read or refused, leads nowhere else and keeps to the limits.</summary>
internal static class ReadingProperties
{
    internal static ArchiveLimits Limits { get; } = new()
    {
        MaxEntries = 40,
        MaxExpandedBytes = 150_000,
        MaxEntryBytes = 70_000,
        MaxRatio = 30,
        RatioFrom = 100_000,
        MaxDepth = 20,
        MaxPathLength = 300,
    };

    private const long MaxMemory = 64 << 20;

    internal static void Hold(byte[] archive) => Hold(archive, GC.GetAllocatedBytesForCurrentThread);

    /// <summary>The same where several threads read: nothing else may run.</summary>
    internal static void HoldAlone(byte[] archive) => Hold(archive, () => GC.GetTotalAllocatedBytes());

    private static void Hold(byte[] archive, Func<long> allocated)
    {
        var before = allocated();
        HoldAsync(archive).GetAwaiter().GetResult();
        Assert.InRange(allocated() - before, 0, MaxMemory);
    }

    private static async Task HoldAsync(byte[] archive)
    {
        var read = await RefusalOfAsync(() => ReadAsync(archive));
        var inspected = await RefusalOfAsync(async () =>
        {
            var inspection = await ArchiveInspector.InspectAsync(new CountedStream(archive), null, Limits);
            Assert.InRange(inspection.Entries, 0, Limits.MaxEntries);
            Assert.InRange(inspection.Bytes, 0, Limits.MaxEntries * Limits.MaxEntryBytes);
        });
        // Inspecting looks into few files; what it takes for sound may still be refused when all are read.
        Assert.True(inspected is null || read is not null, $"Read, but not inspected: {inspected}");
    }

    /// <summary>The refusal that an action ends in, if any; all other exceptions are faults.</summary>
    private static async Task<ArchiveException?> RefusalOfAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (ArchiveException e)
        {
            Assert.Contains(e.Code, (string[])[FindingCode.Format, FindingCode.Truncated, FindingCode.UnsafePath, FindingCode.Bomb]);
            Assert.DoesNotContain(e.Message, char.IsControl);
            return e;
        }
    }

    private static async Task ReadAsync(byte[] archive)
    {
        var (entries, bytes) = (0L, 0L);
        await foreach (var entry in ArchiveReader.ReadAsync(new CountedStream(archive), Limits))
        {
            Assert.InRange(++entries, 1, Limits.MaxEntries);
            AssertSafe(entry);
            var length = await LengthAsync(entry);
            Assert.Equal(entry.Length, length);
            bytes += length;
            Assert.InRange(bytes, 0, Limits.MaxExpandedBytes);
        }
    }

    private static void AssertSafe(ArchiveEntry entry)
    {
        AssertInside(entry.Path);
        Assert.InRange(entry.Length, 0, Limits.MaxEntryBytes);
        Assert.Equal(0, (int)entry.Mode & ~0b111_111_111);
        // Files get this time: it must be one that the platform can write.
        Assert.InRange(entry.ModifiedAt.UtcDateTime, DateTime.MinValue, DateTime.MaxValue);
        if (entry.Kind == EntryKind.HardLink)
            AssertInside(entry.LinkTarget!);
        else if (entry.Kind == EntryKind.SymbolicLink)
            AssertResolvesInside(entry.Path, entry.LinkTarget!);
        else
            Assert.Null(entry.LinkTarget);
    }

    private static void AssertInside(string path)
    {
        Assert.NotEmpty(path);
        Assert.InRange(path.Length, 1, Limits.MaxPathLength);
        Assert.DoesNotContain(path, c => char.IsControl(c) || c == '\\');
        Assert.All(path.Split('/'), segment => Assert.False(segment is "" or "." or "..", path));
    }

    // Written anew rather than by EntryPath: the platform's own path arithmetic says where it leads.
    private static void AssertResolvesInside(string path, string target)
    {
        Assert.False(target.StartsWith('/') || target.Any(c => char.IsControl(c) || c == '\\'), target);
        var led = Path.GetFullPath(Path.Combine("/root/inside", Path.GetDirectoryName(path)!, target));
        Assert.True(led == "/root/inside" || led.StartsWith("/root/inside/", StringComparison.Ordinal), led);
    }

    /// <summary>The bytes that an entry's content brings, none of them beyond what the entry may have.</summary>
    private static async Task<long> LengthAsync(ArchiveEntry entry)
    {
        try
        {
            var length = 0L;
            var buffer = new byte[4096];
            await using var content = entry.Open();
            while (await content.ReadAsync(buffer) is > 0 and var read)
            {
                length += read;
                Assert.InRange(length, 1, entry.Length);
            }

            return length;
        }
        catch (Exception e) when (e is not ArchiveException && ArchiveReader.Explain(e) is not null)
        {
            throw ArchiveReader.Explain(e)!;
        }
    }
}
