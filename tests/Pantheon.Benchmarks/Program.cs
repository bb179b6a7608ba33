using Pantheon.Benchmarks;
using Pantheon.Benchmarks.Measuring;

IBenchmark[] all = [new CopyBenchmark(), new AzuriteBenchmark(), new MemoryBenchmark(), new ResumeBenchmark(), new InspectBenchmark(), new ImportBenchmark(), new ListBenchmark()];
var names = args.Where(argument => argument != "--small").ToList();
if (names.Find(name => !Array.Exists(all, benchmark => benchmark.Name == name)) is { } unknown)
{
    await Console.Error.WriteLineAsync($"There is no benchmark '{unknown}'. There are: {string.Join(", ", all.Select(benchmark => benchmark.Name))}; and --small.");
    return 1;
}

var scale = new Scale(Small: args.Contains("--small"));
try
{
    await Console.Out.WriteLineAsync(Table.Head);
    foreach (var benchmark in all.Where(benchmark => names.Count == 0 || names.Contains(benchmark.Name)))
    {
        foreach (var measure in await benchmark.RunAsync(scale))
            await Console.Out.WriteLineAsync(Table.Row(measure));
    }
}
catch (Exception e) // unhandled, it would leave the service and the directories behind
{
    await Console.Error.WriteLineAsync(e.ToString());
    return 1;
}

if (scale.Small)
    await Console.Out.WriteLineAsync("Small sizes show that the benchmarks run; their ratios say nothing.");
return 0;
