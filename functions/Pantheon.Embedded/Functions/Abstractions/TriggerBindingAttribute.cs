namespace Pantheon.Embedded.Functions.Extensions.Abstractions;

/// <summary>Marks the parameter whose arrival starts the function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute;
