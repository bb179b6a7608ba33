using System.Reflection;

namespace Pantheon.Embedded.DurableTask;

/// <summary>What is kept of an exception that crossed a durable boundary.</summary>
/// <param name="ErrorType">Full name of the exception's type, such as <c>System.InvalidOperationException</c>.</param>
/// <param name="ErrorMessage">The exception's message.</param>
/// <param name="StackTrace">Where it was thrown; null where unknown.</param>
/// <param name="InnerFailure">The inner exception's details; null where there was none.</param>
/// <param name="Properties">Further values; null where there are none.</param>
public record TaskFailureDetails(
    string ErrorType,
    string ErrorMessage,
    string? StackTrace,
    TaskFailureDetails? InnerFailure,
    IDictionary<string, object?>? Properties)
{
    // The real engine hangs on failure texts above 64 KB (durabletask #502): none may grow that far.
    private const int MaxText = 16 * 1024;

    // Deeper ones could not be written: JSON ends at 64 levels.
    private const int MaxLevels = 16;

    /// <summary>The details of an exception and of its inner ones, the outermost 16.</summary>
    public static TaskFailureDetails FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Describe(exception).Outermost(MaxLevels);
    }

    /// <summary>Whether the failure was an exception of this type or of one derived from it.</summary>
    public bool IsCausedBy<T>() where T : Exception => IsCausedBy(typeof(T));

    /// <inheritdoc cref="IsCausedBy{T}"/>
    /// <exception cref="ArgumentException">The type is not an exception's.</exception>
    public bool IsCausedBy(Type targetBaseExceptionType)
    {
        ArgumentNullException.ThrowIfNull(targetBaseExceptionType);
        if (!typeof(Exception).IsAssignableFrom(targetBaseExceptionType))
            throw new ArgumentException($"The type {targetBaseExceptionType} is not an exception type.", nameof(targetBaseExceptionType));
        if (string.IsNullOrEmpty(ErrorType))
            return false;
        var thrown = Type.GetType(ErrorType, throwOnError: false)
            ?? targetBaseExceptionType.Assembly.GetType(ErrorType, throwOnError: false)
            ?? FindLoaded(ErrorType);
        return thrown is not null && targetBaseExceptionType.IsAssignableFrom(thrown);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ErrorType}: {ErrorMessage}";

    private static TaskFailureDetails Describe(Exception exception)
    {
        if (exception is TaskFailedException failed)
            return new(typeof(TaskFailedException).FullName!, Cut(failed.Message), Cut(failed.StackTrace), failed.FailureDetails, null);
        return new(
            exception.GetType().FullName ?? exception.GetType().Name,
            Cut(exception.Message),
            Cut(exception.StackTrace),
            exception.InnerException is { } inner ? Describe(inner) : null,
            null);
    }

    private TaskFailureDetails Outermost(int levels) =>
        this with { InnerFailure = levels > 1 ? InnerFailure?.Outermost(levels - 1) : null };

    private static Type? FindLoaded(string name)
    {
        var found = AppDomain.CurrentDomain.GetAssemblies()
            .Select(assembly => assembly.GetType(name, throwOnError: false))
            .OfType<Type>()
            .ToList();
        return found.Count > 1
            ? throw new AmbiguousMatchException($"Multiple exception types with the name '{name}' were found.")
            : found.FirstOrDefault();
    }

    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text) => text is { Length: > MaxText } ? string.Concat(text.AsSpan(0, MaxText), "…") : text;
}
