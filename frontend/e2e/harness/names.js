// Names and numbers that nobody else has, so that journeys can run again on the same city.

import { randomInt } from "node:crypto";

const GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红文建国志海波宁俊峰辉云飞雪梅晨阳思远";
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
// A division of another province: the demo city has no such numbers.
const REGION = "340221";

const letter = () => GIVEN[randomInt(GIVEN.length)];

/** A person's name with a surname that the demo city does not use. */
export const personName = () => `欧阳${letter()}${letter()}${letter()}`;

/** A name for an organisation. */
export const branchName = () => `试点${randomInt(100_000, 1_000_000)}党支部`;

/** A name for a committee of a township's level. */
export const unitName = () => `试点${randomInt(100_000, 1_000_000)}镇党委`;

/** A name for a branch of an office whose short name people type: 国土局 for 国土资源局. */
export const officeName = () => `国土资源局第${randomInt(100_000, 1_000_000)}党支部`;

/** A mobile number; the demo city has none that begins so. */
export const mobile = () => `1704${randomInt(10_000_000).toString().padStart(7, "0")}`;

/** A login name. */
export const login = () => `lc${randomInt(1_000_000_000)}`;

/** A valid ID number of somebody born in 1970 or later, long grown up. */
export function idNumber() {
  const two = (number) => number.toString().padStart(2, "0");
  const born = `${randomInt(1970, 1990)}${two(randomInt(1, 13))}${two(randomInt(1, 29))}`;
  const body = `${REGION}${born}${randomInt(1000).toString().padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0);
  return body + "10X98765432"[sum % 11];
}

/** The same number with a wrong check digit. */
export function wrongIdNumber(right) {
  const last = right.at(-1);
  return right.slice(0, -1) + (last === "X" ? "0" : (Number(last) + 1) % 10);
}
