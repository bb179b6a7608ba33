using Xunit.Sdk;

namespace Pantheon.Functions.Tests.Archives;

/// <summary>A fact of a contract: skipped in a class that needs a part which is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Pantheon.Functions.Tests.Archives.ContractFactDiscoverer", "Pantheon.Functions.Tests")]
public sealed class ContractFactAttribute : FactAttribute;

/// <summary>Says of a class that its facts need Azurite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute;

/// <summary>Says of a class that its facts need a mail server.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsSmtpAttribute : Attribute;
