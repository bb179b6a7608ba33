namespace Pantheon.Functions.Tests.Infra;

/// <summary>A test that needs the Bicep compiler.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.RunsHere ? null : "The Bicep compiler's package is for Linux on x64.";
}
