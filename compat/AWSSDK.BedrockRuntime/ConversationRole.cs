using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class ConversationRole : ConstantClass
{
    public static readonly ConversationRole User = new("user");
    public static readonly ConversationRole Assistant = new("assistant");

    public ConversationRole(string value)
        : base(value)
    {
    }

    public static ConversationRole FindValue(string value) => FindValue<ConversationRole>(value);

    public static implicit operator ConversationRole(string value) => FindValue(value);
}
