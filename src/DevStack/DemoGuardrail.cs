using AgentStack.LocalAws.Bedrock.Guardrails;

namespace AgentStack.DevStack;

/// <summary>A guardrail to try: a shop's rules for what its assistant may say.</summary>
internal static class DemoGuardrail
{
    public const string Id = "shopassistant";

    public static GuardrailPolicy Policy { get; } = new(Id)
    {
        Name = "shop-assistant",
        Description = "What the assistant of a shop may say: returns, personal data, no investment advice.",
        Topics = [new DeniedTopic("Investment advice", "buy shares", "stock tips")],
        Filters = [new ContentFilter("INSULTS", "idiot", "stupid customer")],
        Words = ["secret discount"],
        Pii = [new PiiRule("EMAIL", SensitiveDataAction.Mask), new PiiRule("CREDIT_DEBIT_CARD_NUMBER", SensitiveDataAction.Block)],
        Reasoning = new ReasoningPolicy("arn:aws:bedrock:us-east-1:123456789012:automated-reasoning-policy/returns00001:1")
        {
            Rules =
            [
                new ReasoningRule(ReasoningKind.Valid, "within 30 days", "30 days to return")
                {
                    Rule = "returndays30",
                    Claim = "goods can be returned within 30 days",
                    TrueWhen = "at most 30 days have passed since the purchase",
                },
                new ReasoningRule(ReasoningKind.Invalid, "within 60 days", "within 90 days", "at any time")
                {
                    Rule = "returndays30",
                    Claim = "goods can be returned later than 30 days after the purchase",
                },
                new ReasoningRule(ReasoningKind.Satisfiable, "can be returned", "you can return")
                {
                    Rule = "returndays30",
                    Claim = "goods can be returned",
                    TrueWhen = "at most 30 days have passed since the purchase",
                    FalseWhen = "more than 30 days have passed since the purchase",
                },
            ],
        },
    };
}
