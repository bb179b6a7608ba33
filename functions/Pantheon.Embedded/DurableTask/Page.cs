namespace Pantheon.Embedded.DurableTask;

/// <summary>One page of a result.</summary>
public sealed class Page<T>
{
    /// <summary>A page.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="continuationToken">Where the next page begins; null on the last.</param>
    public Page(IReadOnlyList<T> values, string? continuationToken = null) =>
        (Values, ContinuationToken) = (values ?? throw new ArgumentNullException(nameof(values)), continuationToken);

    /// <summary>The page's values.</summary>
    public IReadOnlyList<T> Values { get; }

    /// <summary>Where the next page begins; null on the last.</summary>
    public string? ContinuationToken { get; }
}
