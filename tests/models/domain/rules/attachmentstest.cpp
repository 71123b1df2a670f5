#include "models/domain/rules/attachments.h"

#include <gtest/gtest.h>

namespace matoi::domain::rules {
namespace {

using namespace std::string_view_literals;

Attachment picture()
{
    return {"screenshot.png", "image/png", 1200, contentHash("bytes"), 800, 600};
}

std::string fieldOf(const Attachment& attachment)
{
    const auto sound = checkAttachments({picture(), attachment});
    return sound ? std::string() : sound.error().field;
}

} // namespace

TEST(Attachments, ThatAreSoundPass)
{
    EXPECT_TRUE(checkAttachments({}));
    EXPECT_TRUE(checkAttachments({picture(), {"長い記録.log", "text/plain", 1, contentHash("x"), 0, 0}}));
}

TEST(Attachments, WrongOnesAreNamedByField)
{
    Attachment wrong = picture();
    wrong.name = "../etc/passwd";
    EXPECT_EQ(fieldOf(wrong), "attachments[1].name");
    wrong = picture();
    wrong.name = "two\nlines";
    EXPECT_EQ(fieldOf(wrong), "attachments[1].name");
    wrong = picture();
    wrong.mediaType = "picture";
    EXPECT_EQ(fieldOf(wrong), "attachments[1].mediaType");
    wrong.mediaType = "text/html\r\nX: y";
    EXPECT_EQ(fieldOf(wrong), "attachments[1].mediaType");
    wrong = picture();
    wrong.sha256[0] = 'G';
    EXPECT_EQ(fieldOf(wrong), "attachments[1].sha256");
    wrong = picture();
    wrong.size = 0;
    EXPECT_EQ(fieldOf(wrong), "attachments[1].size");
    wrong = picture();
    wrong.height = -1;
    EXPECT_EQ(fieldOf(wrong), "attachments[1].height");
}

TEST(Attachments, AboveALimitAreRefusedWithTheLimit)
{
    EXPECT_TRUE(mayAttach(maxAttachmentBytes, maxAttachments - 1));
    const auto large = mayAttach(maxAttachmentBytes + 1, 0);
    ASSERT_FALSE(large);
    EXPECT_EQ(large.error().code, ErrorCode::TooLarge);
    EXPECT_NE(large.error().detail.find("10 MiB"), std::string::npos);
    const auto many = mayAttach(1, maxAttachments);
    ASSERT_FALSE(many);
    EXPECT_EQ(many.error().code, ErrorCode::TooMany);
    EXPECT_NE(many.error().detail.find("20"), std::string::npos);
    EXPECT_FALSE(mayAttach(0, 0));
    EXPECT_FALSE(checkAttachments(std::vector<Attachment>(maxAttachments + 1, picture())));
}

TEST(Attachments, PicturesAreKnownByTheirBytesAndNotByTheirName)
{
    EXPECT_EQ(pictureTypeOf("\x89PNG\r\n\x1a\n....."sv), "image/png");
    EXPECT_EQ(pictureTypeOf("\xff\xd8\xff\xe0"sv), "image/jpeg");
    EXPECT_EQ(pictureTypeOf("GIF89a"sv), "image/gif");
    EXPECT_EQ(pictureTypeOf("RIFF\0\0\0\0WEBPVP8 "sv), "image/webp");
    EXPECT_EQ(pictureTypeOf("<svg onload='alert(1)'>"sv), "");
    EXPECT_EQ(pictureTypeOf("<html>"sv), "");
    EXPECT_EQ(pictureTypeOf(""sv), "");
    EXPECT_TRUE(isPictureType("image/png"));
    EXPECT_FALSE(isPictureType("image/svg+xml"));
}

TEST(Attachments, NamesAreMadeSafeAndKeepTheirExtension)
{
    EXPECT_EQ(fileNameFrom("/srv/misaki/profile-1419.svg"), "profile-1419.svg");
    EXPECT_EQ(fileNameFrom("C:\\temp\\log.txt"), "log.txt");
    EXPECT_EQ(fileNameFrom("a\tb\x7f.txt"), "ab.txt");
    EXPECT_EQ(fileNameFrom(".. "), "file");
    EXPECT_EQ(fileNameFrom(""), "file");
    const std::string cut = fileNameFrom(std::string(100, 'x') + "障害障害障害障害障害障害障害障害障害障害" +
                                         std::string(100, 'y') + ".json");
    EXPECT_LE(cut.size(), 200U);
    EXPECT_TRUE(cut.ends_with(".json"));
    EXPECT_EQ(fileNameFrom(cut), cut);
}

TEST(ContentHash, IsSha256InHexadecimal)
{
    EXPECT_EQ(contentHash("hello"), "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
    EXPECT_TRUE(isContentHash(contentHash("")));
    EXPECT_FALSE(isContentHash("2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824"));
    EXPECT_FALSE(isContentHash("2cf24"));
}

} // namespace matoi::domain::rules
