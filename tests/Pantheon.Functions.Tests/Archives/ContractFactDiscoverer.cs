using Xunit.Abstractions;
using Xunit.Sdk;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>Finds the facts of a contract, once for each class that inherits it.</summary>
public sealed class ContractFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new ContractTestCase(diagnostics, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>A fact of a contract in one class.</summary>
public sealed class ContractTestCase : XunitTestCase
{
    [Obsolete("Called by the deserializer only.")]
    public ContractTestCase()
    {
    }

    public ContractTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute) =>
        Needs(typeof(NeedsAzuriteAttribute)) ? Part.SkipReason(Part.Azurite)
        : Needs(typeof(NeedsSmtpAttribute)) ? Part.SkipReason(Part.Smtp)
        : null;

    private bool Needs(Type attribute) => TestMethod.TestClass.Class.GetCustomAttributes(attribute.AssemblyQualifiedName).Any();
}
