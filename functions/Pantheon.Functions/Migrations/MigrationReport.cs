using Pantheon.Archives.Inspection;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Migrations;

/// <summary>What was found in the archive, and what was found of it after the import.</summary>
/// <param name="Inspection">Null before the inspection.</param>
/// <param name="Verification">Null before the verification.</param>
public sealed record MigrationReport(ArchiveInspection? Inspection, Verification? Verification);
