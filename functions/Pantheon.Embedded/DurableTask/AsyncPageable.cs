namespace Pantheon.Embedded.DurableTask;

/// <summary>A result that is read value by value or page by page.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <summary>The result as pages.</summary>
    /// <param name="continuationToken">Where to begin; null is the beginning.</param>
    /// <param name="pageSizeHint">Values in a page; null leaves it to the query.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    /// <inheritdoc/>
    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (var value in page.Values)
                yield return value;
        }
    }
}
