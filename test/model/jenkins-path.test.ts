import { expect, test } from "vitest";
import { jenkinsJobPath } from "../../src/model/jenkins-path.ts";

test.each([
  ["unit", "/job/unit"],
  ["team/api/PR-7", "/job/team/job/api/job/PR-7"],
  ["team/feature%2Flogin", "/job/team/job/feature%252Flogin"],
  ["单元 测试", "/job/%E5%8D%95%E5%85%83%20%E6%B5%8B%E8%AF%95"],
  ["matrix/jdk=17,os=linux", "/job/matrix/jdk%3D17%2Cos%3Dlinux"],
  ["team/matrix/jdk=17", "/job/team/job/matrix/jdk%3D17"],
  ["jdk=17", "/job/jdk%3D17"],
  ["a=b/unit", "/job/a%3Db/job/unit"],
])("the job %s is at %s", (job, path) => {
  expect(jenkinsJobPath(job)).toBe(path);
});
