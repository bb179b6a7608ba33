using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;
using Pantheon.Embedded.Engine;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Hosting;

/// <summary>The services of the embedded host.</summary>
internal static class EmbeddedServices
{
    internal static void AddEmbeddedHost(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<EmbeddedOptions>().Bind(configuration);
        services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<Microsoft.AspNetCore.Routing.Constraints.RegexInlineRouteConstraint>("regex"));
        services.AddMvcCore();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(HostJson.Read(Path.Combine(AppContext.BaseDirectory, "host.json")));
        services.AddSingleton<FunctionTable>();
        services.AddSingleton<FunctionInvoker>();
        services.AddSingleton(CreateEngine);
        services.AddSingleton<DurableTaskClient, EmbeddedDurableTaskClient>();
        services.AddHostedService<EngineService>();
        services.AddHostedService<TimerFunctions>();
        // Time for activities to end, and some for HTTP.
        services.AddOptions<HostOptions>().Configure<IOptions<EmbeddedOptions>>(
            (host, embedded) => host.ShutdownTimeout = embedded.Value.StopGrace + TimeSpan.FromSeconds(20));
    }

    private static DurableEngine CreateEngine(IServiceProvider services)
    {
        var functions = services.GetRequiredService<FunctionTable>();
        var invoker = services.GetRequiredService<FunctionInvoker>();
        var host = services.GetRequiredService<HostJson>();

        Func<TaskOrchestrationContext, Task<object?>>? FindOrchestrator(string name) =>
            functions.Find<OrchestrationTriggerAttribute>(name) is { } function
                ? context => invoker.InvokeAsync(function, context, CancellationToken.None)
                : null;

        Task<object?> InvokeActivity(ActivityCall call, CancellationToken abort) =>
            functions.Find<ActivityTriggerAttribute>(call.Name) is { } function
                ? invoker.InvokeAsync(function, Payload.Read(call.Input, function.TriggerParameter.ParameterType), abort)
                : throw new InvalidOperationException($"There is no activity function '{call.Name}'.");

        return new DurableEngine(
            new(
                services.GetRequiredService<IOptions<EmbeddedOptions>>().Value.DataDirectory,
                host.ActivityConcurrency,
                host.OrchestrationConcurrency),
            FindOrchestrator,
            InvokeActivity,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<ILoggerFactory>());
    }
}
