using Pantheon.Embedded.Functions.Extensions.Abstractions;

namespace Pantheon.Embedded.Functions;

/// <summary>Gives the parameter the client of the durable engine.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class DurableClientAttribute : InputBindingAttribute;
