using Amazon.Runtime;

namespace Amazon.BedrockRuntime;

public class ImageFormat : ConstantClass
{
    public static readonly ImageFormat Png = new("png");
    public static readonly ImageFormat Jpeg = new("jpeg");
    public static readonly ImageFormat Gif = new("gif");
    public static readonly ImageFormat Webp = new("webp");

    public ImageFormat(string value)
        : base(value)
    {
    }

    public static ImageFormat FindValue(string value) => FindValue<ImageFormat>(value);

    public static implicit operator ImageFormat(string value) => FindValue(value);
}
