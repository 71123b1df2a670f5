#include "widgets/common/rowheights.h"

#include <QtTest/QTest>

#include <numeric>
#include <random>

using matoi::widgets::RowHeights;

class RowHeightsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyListHasNoRows()
    {
        const RowHeights heights;
        QCOMPARE(heights.total(), 0);
        QCOMPARE(heights.rowAt(0), -1);
    }

    void rowsAreWhereTheHeightsAboveThemPutThem()
    {
        std::mt19937 random(3);
        const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
        RowHeights heights;
        std::vector<int> plain;
        for (int step = 0; step < 2000; ++step) {
            const int count = static_cast<int>(plain.size());
            switch (any(4)) {
            case 0:
            case 1: {
                const int at = any(count + 1);
                const std::vector<int> more(static_cast<std::size_t>(any(9)), 1 + any(40));
                heights.insert(at, more);
                plain.insert(plain.begin() + at, more.begin(), more.end());
                break;
            }
            case 2: {
                const int at = any(count + 1);
                const int gone = any(std::min(6, count - at) + 1);
                heights.remove(at, gone);
                plain.erase(plain.begin() + at, plain.begin() + at + gone);
                break;
            }
            default:
                if (count > 0) {
                    const int at = any(count);
                    plain[static_cast<std::size_t>(at)] = 1 + any(90);
                    heights.measure(at, plain[static_cast<std::size_t>(at)]);
                    QVERIFY(heights.isMeasured(at));
                }
            }
            QCOMPARE(heights.count(), static_cast<int>(plain.size()));
            QCOMPARE(heights.total(), std::accumulate(plain.begin(), plain.end(), 0));
            if (plain.empty())
                continue;
            const int row = any(heights.count());
            const int top = std::accumulate(plain.begin(), plain.begin() + row, 0);
            QCOMPARE(heights.top(row), top);
            QCOMPARE(heights.rowAt(top), row);
            QCOMPARE(heights.rowAt(top + plain[static_cast<std::size_t>(row)] - 1), row);
            QCOMPARE(heights.rowAt(heights.total() + 5), heights.count() - 1);
        }
    }
};

QTEST_GUILESS_MAIN(RowHeightsTest)
#include "rowheightstest.moc"
