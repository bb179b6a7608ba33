using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace Pantheon.Functions.Telemetry;

internal static class TelemetryServices
{
    /// <summary>Exports by OTLP where its standard variables say so, to Azure Monitor where it has a connection string; else nowhere.</summary>
    internal static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddSingleton<MigrationTelemetry>();
        var (otlp, monitor) = (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"], configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"]);
        if (string.IsNullOrEmpty(otlp) && string.IsNullOrEmpty(monitor))
            return;
        var telemetry = services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(MigrationTelemetry.Name))
            .WithMetrics(metrics => metrics.AddMeter(MigrationTelemetry.Name));
        if (!string.IsNullOrEmpty(otlp))
            telemetry.UseOtlpExporter();
        if (!string.IsNullOrEmpty(monitor))
            telemetry.UseAzureMonitorExporter(azure => (azure.ConnectionString, azure.Credential) = (monitor, new DefaultAzureCredential()));
    }
}
