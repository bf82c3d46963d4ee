using System.Collections.Concurrent;
using AgentStack.Telemetry.Logging;
using AgentStack.Tests.Shared;

namespace AgentStack.Telemetry.Tests.Logging;

public sealed class SureLinesTests
{
    [Fact]
    public void Add_MoreThanTheQueueHolds_WaitsForTheReaderAndLosesNothing()
    {
        using var output = new SlowOutput();
        using (var lines = new SureLines(output, capacity: 2, TimeSpan.FromMinutes(1)))
        {
            output.Reads(1_000);
            for (var i = 0; i < 1_000; i++)
                lines.Add($"{i}", TellLost);
        }

        output.Lines.ShouldBe(Enumerable.Range(0, 1_000).Select(i => $"{i}"));
    }

    [Fact]
    public async Task Add_NobodyReads_LosesTheLineAndTheNextOneSaysSo()
    {
        using var output = new SlowOutput();
        using var lines = new SureLines(output, capacity: 1, TimeSpan.FromMilliseconds(1));
        lines.Add("first", TellLost);
        await Eventually.TrueAsync(() => output.IsHeld, "the writer holds the first line");
        foreach (var line in new[] { "second", "third", "fourth" })
            lines.Add(line, TellLost);

        output.Reads(2);
        await Eventually.TrueAsync(() => output.Lines.Count == 2, "two lines");
        lines.Add("fifth", TellLost);
        output.Reads(1);
        await Eventually.TrueAsync(() => output.Lines.Count == 3, "three lines");

        output.Lines.ShouldBe(["first", "second", "2 lost, fifth"]);
    }

    [Fact]
    public void Add_AfterTheEnd_IsStillWritten()
    {
        using var output = new SlowOutput();
        output.Reads(1);
        var lines = new SureLines(output, capacity: 1, TimeSpan.FromMinutes(1));
        lines.Dispose();

        lines.Add("last", TellLost);

        output.Lines.ShouldBe(["last"]);
    }

    private static string TellLost(long count) => $"{count} lost, ";

    /// <summary>Takes so many lines as it is told to.</summary>
    private sealed class SlowOutput : StringWriter
    {
        private readonly SemaphoreSlim _reads = new(0);
        private readonly ConcurrentQueue<string> _lines = new();
        private volatile bool _isHeld;

        public ConcurrentQueue<string> Lines => _lines;

        public bool IsHeld => _isHeld;

        public void Reads(int count) => _reads.Release(count);

        public override void Write(string? value)
        {
            _isHeld = true;
            _reads.Wait();
            _isHeld = false;
            _lines.Enqueue(value!);
        }

        protected override void Dispose(bool disposing)
        {
            _reads.Release(1_000);
            base.Dispose(disposing);
        }
    }
}
