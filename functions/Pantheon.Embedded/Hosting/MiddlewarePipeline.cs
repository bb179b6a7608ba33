using Pantheon.Embedded.Functions.Middleware;

namespace Pantheon.Embedded.Hosting;

/// <summary>The middleware around functions, the first added outermost.</summary>
internal sealed class MiddlewarePipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middlewares = [];

    internal void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => middlewares.Add(middleware);

    internal FunctionExecutionDelegate Around(FunctionExecutionDelegate function) =>
        Enumerable.Reverse(middlewares).Aggregate(function, (next, middleware) => middleware(next));
}
