using Pantheon.Embedded.Functions.Extensions.Abstractions;

namespace Pantheon.Embedded.Functions;

/// <summary>The function is an activity. Goes on the parameter that takes its input.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ActivityTriggerAttribute : TriggerBindingAttribute;
