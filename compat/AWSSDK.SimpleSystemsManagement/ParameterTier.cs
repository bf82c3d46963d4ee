using Amazon.Runtime;

namespace Amazon.SimpleSystemsManagement;

public class ParameterTier : ConstantClass
{
    public static readonly ParameterTier Standard = new("Standard");
    public static readonly ParameterTier Advanced = new("Advanced");
    public static readonly ParameterTier IntelligentTiering = new("Intelligent-Tiering");

    public ParameterTier(string value)
        : base(value)
    {
    }

    public static ParameterTier FindValue(string value) => FindValue<ParameterTier>(value);

    public static implicit operator ParameterTier(string value) => FindValue(value);
}
