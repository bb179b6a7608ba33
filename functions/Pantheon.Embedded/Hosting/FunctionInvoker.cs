using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Embedded.DurableTask.Client;
using Pantheon.Embedded.Functions;
using Pantheon.Embedded.Functions.Middleware;

namespace Pantheon.Embedded.Hosting;

/// <summary>Calls functions: a scope of services, the middleware, the parameters, the method.</summary>
internal sealed class FunctionInvoker(IServiceScopeFactory scopes, MiddlewarePipeline pipeline)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<FunctionDescriptor, FunctionExecutionDelegate> delegates = new();

    /// <summary>Invokes a function and answers what its method returned.</summary>
    internal async Task<object?> InvokeAsync(
        FunctionDescriptor function, object? trigger, CancellationToken cancellationToken, HttpContext? http = null)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = new EmbeddedFunctionContext(function, scope.ServiceProvider, cancellationToken) { HttpContext = http };
        context.Items[TriggerKey] = trigger!;
        await delegates.GetOrAdd(function, f => pipeline.Around(inner => CallAsync(f, (EmbeddedFunctionContext)inner)))(context);
        return context.Result;
    }

    private static readonly object TriggerKey = new();

    private static async Task CallAsync(FunctionDescriptor function, EmbeddedFunctionContext context)
    {
        var arguments = function.Parameters.Select(parameter => Bind(parameter, function, context)).ToArray();
        var target = function.Method.IsStatic
            ? null
            : ActivatorUtilities.GetServiceOrCreateInstance(context.InstanceServices, function.Method.DeclaringType!);
        try
        {
            var returned = function.Method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            context.Result = await ResultOfAsync(returned);
        }
        finally
        {
            if (target is IAsyncDisposable asyncDisposable)
                await asyncDisposable.DisposeAsync();
            else if (target is IDisposable disposable)
                disposable.Dispose();
        }
    }

    private static object? Bind(ParameterInfo parameter, FunctionDescriptor function, EmbeddedFunctionContext context)
    {
        if (parameter == function.TriggerParameter)
            return context.Items[TriggerKey];
        if (parameter.ParameterType == typeof(FunctionContext))
            return context;
        if (parameter.ParameterType == typeof(CancellationToken))
            return context.CancellationToken;
        if (parameter.IsDefined(typeof(DurableClientAttribute)))
            return context.InstanceServices.GetRequiredService<DurableTaskClient>();
        if (context.HttpContext?.Request.RouteValues.TryGetValue(parameter.Name!, out var value) == true)
            return RouteValue.Convert(value, parameter);
        if (function.Trigger is OrchestrationTriggerAttribute && context.Items[TriggerKey] is Engine.ReplayContext orchestration)
            return orchestration.GetInput(parameter.ParameterType);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (Nullable.GetUnderlyingType(parameter.ParameterType) is not null || !parameter.ParameterType.IsValueType)
            return null;
        throw new InvalidOperationException($"Parameter '{parameter.Name}' of function '{function.Name}' is bound to nothing.");
    }

    private static async Task<object?> ResultOfAsync(object? returned)
    {
        switch (returned)
        {
            case Task task:
                await task;
                // A Task<T>'s result; a plain Task of an async method is a Task<VoidTaskResult> underneath.
                var type = task.GetType();
                for (var t = type; t is not null; t = t.BaseType)
                {
                    if (t.IsGenericType && t.GetGenericTypeDefinition() == typeof(Task<>))
                        return t.GenericTypeArguments[0].IsVisible || t.GenericTypeArguments[0].Name != "VoidTaskResult"
                            ? t.GetProperty(nameof(Task<object>.Result))!.GetValue(task)
                            : null;
                }

                return null;
            case ValueTask valueTask:
                await valueTask;
                return null;
            case not null when returned.GetType() is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(ValueTask<>):
                return await ResultOfAsync(generic.GetMethod(nameof(ValueTask<object>.AsTask))!.Invoke(returned, null));
            default:
                return returned;
        }
    }
}
