using System.Text.Json.Nodes;

namespace AgentStack.LocalAws.Bedrock.Guardrails;

/// <summary>Gathers what a guardrail did in one call, for the answer's <c>trace.guardrail</c>.</summary>
internal sealed class GuardrailTrace(GuardrailPolicy policy)
{
    private readonly JsonArray _output = [];
    private readonly JsonArray _modelOutput = [];
    private JsonObject? _input;
    private bool _isBlocked;
    private bool _isMasked;

    public void AddInput(GuardrailVerdict verdict, int characters)
    {
        _input = GuardrailAssessment.ToJson(verdict.Findings, policy, characters);
        Note(verdict);
    }

    public void AddOutput(GuardrailVerdict verdict, string text)
    {
        _output.Add((JsonNode)GuardrailAssessment.ToJson(verdict.Findings, policy, text.Length));
        if (verdict.IsTouched)
            _modelOutput.Add((JsonNode)JsonValue.Create(text));

        Note(verdict);
    }

    public JsonObject ToJson()
    {
        var guardrail = new JsonObject { ["actionReason"] = Reason };
        if (_modelOutput.Count > 0)
            guardrail["modelOutput"] = _modelOutput.DeepClone();
        if (_input is not null)
            guardrail["inputAssessment"] = new JsonObject { [policy.Id] = _input.DeepClone() };
        if (_output.Count > 0)
            guardrail["outputAssessments"] = new JsonObject { [policy.Id] = _output.DeepClone() };

        return new JsonObject { ["guardrail"] = guardrail };
    }

    private string Reason => _isBlocked ? "Guardrail blocked." : _isMasked ? "Guardrail masked." : "No action.";

    private void Note(GuardrailVerdict verdict)
    {
        _isBlocked |= verdict.IsBlocked;
        _isMasked |= verdict.IsMasked;
    }
}
