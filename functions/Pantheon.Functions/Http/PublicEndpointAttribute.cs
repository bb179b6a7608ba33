namespace Pantheon.Functions.Http;

/// <summary>The HTTP function answers without sign-in. All others need one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PublicEndpointAttribute : Attribute;
