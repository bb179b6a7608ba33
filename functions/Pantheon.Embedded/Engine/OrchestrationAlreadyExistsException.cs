namespace Pantheon.Embedded.Engine;

/// <summary>An instance of this id exists and may not be replaced.</summary>
public sealed class OrchestrationAlreadyExistsException : InvalidOperationException
{
    /// <summary>Says which instance stands in the way.</summary>
    public OrchestrationAlreadyExistsException(string message)
        : base(message)
    {
    }
}
