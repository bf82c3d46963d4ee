using Microsoft.Extensions.AI;

namespace AgentStack.Agent.Turns.History;

/// <summary>Which result answers which call, and what the call is named on the wire.</summary>
internal sealed class ToolCallPairs
{
    private const string NoResult = "Error: the call was not run, or its outcome is not known.";

    private readonly ILookup<int, Pair> _byRun;
    private readonly HashSet<FunctionResultContent> _paired;

    private ToolCallPairs(List<Pair> pairs)
    {
        WireIds.Assign(pairs);
        _byRun = pairs.ToLookup(pair => pair.Run);
        _paired = new(pairs.Select(pair => pair.Result).OfType<FunctionResultContent>(), ReferenceEqualityComparer.Instance);
    }

    /// <summary>
    /// A result answers the nearest call before it that has its id and no result yet; of several in one run, the first.
    /// </summary>
    public static ToolCallPairs Find(IReadOnlyList<HistoryRun> runs)
    {
        var pairs = new List<Pair>();
        var open = new Dictionary<string, List<Pair>>(StringComparer.Ordinal);
        for (var index = 0; index < runs.Count; index++)
        {
            foreach (var content in runs[index].Contents)
            {
                if (content is FunctionCallContent call)
                    Open(new Pair(index, call));
                else if (content is FunctionResultContent result)
                    Close(result);
            }
        }

        return new ToolCallPairs(pairs);

        void Open(Pair pair)
        {
            pairs.Add(pair);
            if (!open.TryGetValue(pair.Call.CallId, out var same))
                open[pair.Call.CallId] = same = [];

            same.Add(pair);
        }

        void Close(FunctionResultContent result)
        {
            if (!open.TryGetValue(result.CallId, out var same) || same.Count == 0)
                return;

            var nearest = same.First(pair => pair.Run == same[^1].Run);
            nearest.Result = result;
            same.Remove(nearest);
        }
    }

    /// <summary>A run of the assistant as it goes out.</summary>
    public IReadOnlyList<AIContent> Name(HistoryRun run, int index)
    {
        var calls = new Queue<AIContent>(_byRun[index].Select(pair => pair.ToCall()));
        var contents = run.Contents.ConvertAll(content => content is FunctionCallContent ? calls.Dequeue() : content);
        if (run.Sources.Count > 1)
            contents = [.. contents.OrderBy(content => content is FunctionCallContent)];

        // Claude refuses a message that ends with what it thought.
        while (contents is [.., TextReasoningContent])
            contents.RemoveAt(contents.Count - 1);

        return contents;
    }

    /// <summary>The results of a run's calls, in the order of the calls.</summary>
    public IEnumerable<AIContent> ResultsOf(int index) => _byRun[index].Select(pair => pair.ToResult(NoResult));

    /// <summary>What a run of the user holds beside results that have their place; those without a call are told as text.</summary>
    public IEnumerable<AIContent> WithoutPaired(HistoryRun run) => run.Contents
        .Where(content => content is not FunctionResultContent result || !_paired.Contains(result))
        .Select(content => content is FunctionResultContent result ? ToldContent.Of(result) : content);

    /// <summary>A call, and its result when there is one.</summary>
    internal sealed class Pair(int run, FunctionCallContent call)
    {
        public int Run { get; } = run;

        public FunctionCallContent Call { get; } = call;

        public FunctionResultContent? Result { get; set; }

        public string Id { get; set; } = call.CallId;

        public FunctionCallContent ToCall()
        {
            var name = WireIds.Clean(Call.Name);
            return Id == Call.CallId && name == Call.Name
                ? Call
                : new FunctionCallContent(Id, name, Call.Arguments) { AdditionalProperties = Call.AdditionalProperties };
        }

        public FunctionResultContent ToResult(string otherwise) =>
            Result is null ? new FunctionResultContent(Id, otherwise)
            : Id == Result.CallId ? Result
            : new FunctionResultContent(Id, Result.Result) { AdditionalProperties = Result.AdditionalProperties };
    }
}
