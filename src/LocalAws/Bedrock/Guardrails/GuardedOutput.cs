using System.Text;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>
/// Holds a model's text back until a block of it is whole and was looked at. In async mode it passes at once, may be
/// blocked after the fact, and is never masked.
/// </summary>
internal sealed class GuardedOutput(GuardrailRules rules, GuardrailTrace trace, bool isAsync)
{
    private readonly StringBuilder _text = new();
    private bool _isMasked;

    public bool IsBlocked { get; private set; }

    /// <summary>How much the model has said.</summary>
    public int Characters { get; private set; }

    public IEnumerable<ModelEvent> Next(ModelEvent step)
    {
        switch (step)
        {
            case ModelEvent.Text text:
                _text.Append(text.Chunk);
                Characters += text.Chunk.Length;
                return isAsync ? PassOrBlock(text) : [];
            case ModelEvent.ToolInput:
                return [step];
            case ModelEvent.Stop stop:
                return Whole([.. Release()], WithReason(stop));
            default:
                return Whole([.. Release()], step);
        }
    }

    private ModelEvent[] PassOrBlock(ModelEvent.Text text)
    {
        var said = _text.ToString();
        var verdict = Assess(said);
        if (!verdict.IsBlocked)
            return [text];

        trace.AddOutput(verdict, said);
        IsBlocked = true;
        return [text, new ModelEvent.Text(rules.Policy.BlockedOutputMessage)];
    }

    private IEnumerable<ModelEvent> Release()
    {
        if (_text.Length == 0)
            yield break;

        var said = _text.ToString();
        var verdict = Assess(said);
        _text.Clear();
        trace.AddOutput(verdict, said);
        IsBlocked = verdict.IsBlocked;
        _isMasked |= verdict.IsMasked;
        if (!isAsync)
            yield return new ModelEvent.Text(IsBlocked ? rules.Policy.BlockedOutputMessage : verdict.Text);
    }

    // What has gone out cannot be masked any more.
    private GuardrailVerdict Assess(string said) => isAsync
        ? new GuardrailVerdict(said, [.. rules.Assess(said).Findings.Where(finding => finding.IsBlocked)])
        : rules.Assess(said);

    private ModelEvent[] Whole(ModelEvent[] released, ModelEvent step) => IsBlocked ? released : [.. released, step];

    private ModelEvent.Stop WithReason(ModelEvent.Stop stop) =>
        _isMasked && stop.Reason == StopReasons.EndTurn ? stop with { Reason = StopReasons.GuardrailIntervened } : stop;
}
