using Microsoft.Extensions.Options;

namespace Pantheon.Functions;

/// <summary>Says in a sentence why the service does not start, where it is the operator's to mend.</summary>
internal static class StartFailure
{
    /// <summary>The sentence; null for faults of the program, which keep their stack traces.</summary>
    internal static string? InWords(Exception e) => e switch
    {
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures.Select(WithoutPrefix)),
        // The data directory is in use, the address is taken, a file can't be written.
        IOException or UnauthorizedAccessException => e.Message,
        // A setting that can't be read as what it should be; the inner one names the value.
        InvalidOperationException { InnerException: FormatException or ArgumentException } => $"{e.Message} {e.InnerException!.Message}",
        FormatException => e.Message,
        _ => null,
    };

    // The framework puts "DataAnnotation validation failed for 'X' members: 'Y' with the error: '...'." around our sentences.
    private static string WithoutPrefix(string failure) =>
        failure.Split("with the error: '", 2) is [_, var ours] ? ours.TrimEnd('.').TrimEnd('\'') : failure;
}
