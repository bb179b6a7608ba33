namespace Pantheon.Functions.Platforms;

/// <summary>Work that goes on at the platform between two calls: what it is called there is kept on the migration's record.</summary>
/// <param name="handle">What was kept by an earlier call; null where nothing was begun.</param>
/// <param name="keep">Puts a handle on the record; null clears it.</param>
public sealed class PlatformWork(string? handle, Func<string?, Task> keep)
{
    /// <summary>The handle, as the platform's implementation writes it; null where nothing was begun.</summary>
    public string? Handle { get; private set; } = handle;

    /// <summary>Nothing was begun, and nothing is kept.</summary>
    public static PlatformWork None { get; } = new(null, _ => Task.CompletedTask);

    /// <summary>Keeps a handle, before anything else happens; null says that nothing goes on any more.</summary>
    public async Task KeepAsync(string? next)
    {
        await keep(next);
        Handle = next;
    }
}
