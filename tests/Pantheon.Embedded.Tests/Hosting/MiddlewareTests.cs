using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Pantheon.Embedded.Functions;
using Pantheon.Embedded.Functions.Builder;
using Pantheon.Embedded.Functions.Middleware;

namespace Pantheon.Embedded.Tests.Hosting;

public sealed class MiddlewareTests
{
    [Fact]
    public async Task UseMiddleware_Several_FirstIsOutermost()
    {
        await using var host = await TestHost.StartAsync(Two);

        Assert.Contains("\"order\":\"AB\"", await host.Http.GetStringAsync("/api/context"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UseMiddleware_Activity_RunsAroundItToo()
    {
        await using var host = await TestHost.StartAsync(Two);

        using var answer = await host.Http.PostAsync("/api/greetings/Ada", null);

        Assert.Equal("Hello Ada AB", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Use_NextNotCalled_FunctionDoesNotRun()
    {
        await using var host = await TestHost.StartAsync(builder => builder.Use(next => async context =>
        {
            if (context.GetHttpContext() is { } http && http.Request.Path == "/api/throw")
            {
                http.Response.StatusCode = StatusCodes.Status401Unauthorized;
                await http.Response.WriteAsync("sign in");
                return;
            }

            await next(context);
        }));

        using var refused = await host.Http.GetAsync("/api/throw");

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal("sign in", await refused.Content.ReadAsStringAsync());
        Assert.Equal("GET", await host.Http.GetStringAsync("/api/ByName"));
    }

    private static void Two(FunctionsApplicationBuilder builder)
    {
        builder.UseMiddleware<A>();
        builder.UseMiddleware<B>();
    }

    private sealed class A : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => Append(context, next, "A");
    }

    private sealed class B : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) => Append(context, next, "B");
    }

    private static Task Append(FunctionContext context, FunctionExecutionDelegate next, string text)
    {
        context.Items["order"] = context.Items.TryGetValue("order", out var before) ? before + text : text;
        return next(context);
    }
}
