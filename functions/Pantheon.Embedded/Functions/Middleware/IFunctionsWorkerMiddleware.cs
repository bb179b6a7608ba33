namespace Pantheon.Embedded.Functions.Middleware;

/// <summary>Runs around every function.</summary>
public interface IFunctionsWorkerMiddleware
{
    /// <summary>Runs an invocation, or answers in its place by not calling <paramref name="next"/>.</summary>
    Task Invoke(FunctionContext context, FunctionExecutionDelegate next);
}
