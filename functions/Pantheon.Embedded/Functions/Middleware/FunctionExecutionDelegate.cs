namespace Pantheon.Embedded.Functions.Middleware;

/// <summary>Runs the rest of an invocation.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
