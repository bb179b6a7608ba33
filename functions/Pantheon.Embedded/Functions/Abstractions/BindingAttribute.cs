namespace Pantheon.Embedded.Functions.Extensions.Abstractions;

/// <summary>Marks what a function's parameter is bound to.</summary>
public abstract class BindingAttribute : Attribute;
