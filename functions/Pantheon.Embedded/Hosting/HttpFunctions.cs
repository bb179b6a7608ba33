using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Hosting;

/// <summary>Maps HTTP functions to endpoints.</summary>
internal static class HttpFunctions
{
    internal static void MapFunctions(this WebApplication app)
    {
        var prefix = app.Services.GetRequiredService<HostJson>().RoutePrefix.Trim('/');
        var invoker = app.Services.GetRequiredService<FunctionInvoker>();
        foreach (var function in app.Services.GetRequiredService<FunctionTable>().All)
        {
            if (function.Trigger is not HttpTriggerAttribute http)
                continue;
            if (http.AuthLevel != AuthorizationLevel.Anonymous)
                throw new InvalidOperationException(
                    $"Function '{function.Name}' asks for a key of the Functions host; the app guards itself, so it must be Anonymous.");
            var route = (http.Route ?? function.Name).TrimStart('/');
            var pattern = prefix.Length > 0 ? $"/{prefix}/{route}" : $"/{route}";
            Task Handle(HttpContext context) => HandleAsync(invoker, function, context);
            if (http.Methods is { Length: > 0 } methods)
                app.MapMethods(pattern, methods, Handle).WithDisplayName(function.Name);
            else
                app.Map(pattern, Handle).WithDisplayName(function.Name);
        }
    }

    private static async Task HandleAsync(FunctionInvoker invoker, FunctionDescriptor function, HttpContext context)
    {
        var result = await invoker.InvokeAsync(function, context.Request, context.RequestAborted, context);
        switch (result)
        {
            case IResult answer:
                await answer.ExecuteAsync(context);
                break;
            case IActionResult answer:
                await answer.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()));
                break;
        }
    }
}
