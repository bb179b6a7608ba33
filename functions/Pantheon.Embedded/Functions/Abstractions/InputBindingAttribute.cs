namespace Pantheon.Embedded.Functions.Extensions.Abstractions;

/// <summary>Marks a parameter that is given to the function besides its trigger.</summary>
public abstract class InputBindingAttribute : BindingAttribute;
