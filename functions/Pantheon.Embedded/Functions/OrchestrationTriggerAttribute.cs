using Pantheon.Embedded.Functions.Extensions.Abstractions;

namespace Pantheon.Embedded.Functions;

/// <summary>The function is an orchestrator. Goes on its TaskOrchestrationContext parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OrchestrationTriggerAttribute : TriggerBindingAttribute;
