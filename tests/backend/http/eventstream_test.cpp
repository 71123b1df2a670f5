#include "backend/http/eventstream.h"

#include <gtest/gtest.h>

namespace matoi::http {

TEST(EventStream, WritesAnEventAsTheStandardHasIt)
{
    EXPECT_EQ(*EventStream::frame("change", "42", "{\"a\":1}"), "event: change\nid: 42\ndata: {\"a\":1}\n\n");
    EXPECT_EQ(*EventStream::frame("", "", ""), "data: \n\n");
}

TEST(EventStream, LetsNoLineBreakForgeAField)
{
    EXPECT_EQ(*EventStream::frame("a\ndata: x", "1\r\n2", "one\ntwo\r\nthree\rid: 9"),
              "event: a\nid: 1\ndata: one\ndata: two\ndata: three\ndata: id: 9\n\n");
}

TEST(EventStream, SendsWhatIsQueuedBeforeItEnds)
{
    EventStream stream;
    EXPECT_TRUE(stream.push("", "", "one"));
    stream.close();
    EXPECT_FALSE(stream.push("", "", "two"));
    EXPECT_FALSE(stream.isOpen());
    const auto batch = stream.take();
    EXPECT_EQ(batch.bytes, "data: one\n\n");
    EXPECT_TRUE(batch.last);
}

TEST(EventStream, CountsWhatIsBeingWrittenAgainstItsBound)
{
    EventStream stream(100);
    const auto frame = EventStream::frame("", "", std::string(60, 'x'));
    EXPECT_TRUE(stream.push(frame));
    EXPECT_FALSE(stream.take().bytes.empty());
    bool told = false;
    stream.onClosed([&told] { told = true; });
    EXPECT_FALSE(stream.push(frame));
    EXPECT_TRUE(stream.isDropped());
    EXPECT_TRUE(told);
}

TEST(EventStream, HasRoomAgainOnceTheClientHasRead)
{
    EventStream stream(100);
    for (int i = 0; i < 10; ++i) {
        EXPECT_TRUE(stream.push("", "", std::string(60, 'x')));
        stream.take();
        EXPECT_TRUE(stream.take().bytes.empty());
    }
}

TEST(EventStream, WakesItsConnectionOnceUntilItIsRead)
{
    EventStream stream;
    int woken = 0;
    stream.attach([&woken] { ++woken; });
    stream.take();
    stream.push("", "", "one");
    stream.push("", "", "two");
    EXPECT_EQ(woken, 1);
    stream.take();
    stream.push("", "", "three");
    EXPECT_EQ(woken, 2);
}

TEST(EventStream, TellsOfADropEvenWhenTheLastWakeWasNotAnswered)
{
    EventStream stream(50);
    int woken = 0;
    stream.attach([&woken] { ++woken; });
    stream.take();
    EXPECT_TRUE(stream.push("", "", "one"));
    EXPECT_FALSE(stream.push("", "", std::string(60, 'x')));
    EXPECT_EQ(woken, 2);
}

TEST(EventStream, TellsItsOwnerOnceThatNothingMoreCanBeSent)
{
    EventStream stream;
    int told = 0;
    stream.onClosed([&told] { ++told; });
    stream.disconnect();
    stream.disconnect();
    EXPECT_EQ(told, 1);
    stream.onClosed([&told] { ++told; });
    EXPECT_EQ(told, 2);
}

} // namespace matoi::http
