import { expect, test } from "vitest";
import type { Delivery } from "../../src/model/delivery.ts";
import { sentReportView } from "../../src/view/sent-report.ts";
import { viewText } from "../support/view-text.ts";

function delivery(chatId: string, state: Delivery["state"], reason: string | null = null): Delivery {
  const window = { begin: 0, end: 1 };
  return { chatId, state, reason, window } as Delivery;
}

test("what became of a report in each chat", () => {
  const view = sentReportView(
    [delivery("oc_1", "sent"), delivery("oc_2", "held"), delivery("oc_3", "refused", "bot is not in the chat")],
    ["No such group"],
  );
  expect(viewText(view)).toMatchInlineSnapshot(`
    [warn] 2 of 4 chats done

    Deliveries
    | Chat | State | Reason |
    | oc_1 | sent |  |
    | oc_2 | held back (quiet hours) |  |
    | oc_3 | refused | bot is not in the chat |
    | No such group | no such group |  |
  `);
  expect(viewText(view, "zh_cn")).toMatchInlineSnapshot(`
    [warn] 4 个群中 2 个已处理

    发送情况
    | 群 | 状态 | 原因 |
    | oc_1 | 已发送 |  |
    | oc_2 | 免打扰中，已保留 |  |
    | oc_3 | 被拒绝 | bot is not in the chat |
    | No such group | 找不到这个群 |  |
  `);
  expect(view.data).toMatchObject({ error: "not_all_sent" });
});

test("a report that is held or not needed in some chats is no failure", () => {
  const view = sentReportView([delivery("oc_1", "held"), delivery("oc_2", "spared")], []);
  expect(view.tone).toBe("good");
  expect(view.data).not.toHaveProperty("error");
});
