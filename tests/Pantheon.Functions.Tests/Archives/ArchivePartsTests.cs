using Microsoft.Extensions.Options;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Tests.Archives;

public sealed class ArchivePartsTests : IDisposable
{
    private const int Length = ArchiveBlocks.Size + 1000;
    private const string Name = "database.sql.gz";

    private static readonly ArchiveKey Archive = new("m", "1-copy");
    private static readonly ArchiveKey Part = new("m", $"1-copy.{Name}");

    private readonly ScratchDirectory scratch = ScratchDirectory.Create("parts");
    private readonly FileArchiveStore store;
    private readonly ArchiveParts parts;

    public ArchivePartsTests()
    {
        store = new(Options.Create(new AppOptions { DataDirectory = scratch.Path }));
        parts = new(store, Archive);
    }

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Make_Part_IsKeptWhole()
    {
        var content = new byte[Length];
        new Random(1).NextBytes(content);

        Assert.Equal(Length, await parts.MakeAsync(Name, async (to, token) => await to.WriteAsync(content, token), default));

        await using var kept = await store.OpenAsync(Part, default);
        using var read = new MemoryStream();
        await kept.CopyToAsync(read);
        Assert.Equal(content, read.ToArray());
    }

    [Fact]
    public async Task Make_Again_WritesNothing()
    {
        await parts.MakeAsync(Name, WriteAsync, default);

        Assert.Equal(Length, await parts.MakeAsync(Name, (_, _) => throw new InvalidOperationException("It is there."), default));
    }

    [Fact]
    public async Task Make_WriterFails_IsToldAndThePartIsMadeByTheNext()
    {
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => parts.MakeAsync(Name, async (to, token) =>
        {
            await to.WriteAsync(new byte[Length], token);
            throw new InvalidOperationException("broken");
        }, default));

        Assert.Equal("broken", thrown.Message);
        Assert.Equal(Length, await parts.MakeAsync(Name, WriteAsync, default));
    }

    [Fact]
    public async Task Make_StoreFails_IsToldAndTheWriterEnds()
    {
        await File.WriteAllTextAsync(Path.Combine(scratch.Path, "archives"), "a file in the directory's place");
        var isEnded = false;

        await Assert.ThrowsAnyAsync<IOException>(() => parts.MakeAsync(Name, async (to, token) =>
        {
            try
            {
                for (var written = 0; written <= ArchiveBlocks.Size; written += 1 << 20)
                    await to.WriteAsync(new byte[1 << 20], token);
            }
            catch (IOException)
            {
                isEnded = true;
                throw;
            }
        }, default));

        Assert.True(isEnded);
    }

    [Fact]
    public async Task Delete_OfTheMigration_TakesThePartsToo()
    {
        await parts.MakeAsync(Name, WriteAsync, default);

        await store.DeleteAsync("m", null, default);

        Assert.Empty(Directory.GetFiles(Path.Combine(scratch.Path, "archives")));
    }

    private static async Task WriteAsync(Stream to, CancellationToken cancellationToken) => await to.WriteAsync(new byte[Length], cancellationToken);
}
