import type { Exam } from '../contract/exam.ts';
import type { Variables } from '../contract/model.ts';

/**
 * What scripts and generated texts of a seat may name while its exam runs: `${exam}`, `${exam-portal}`, `${exam-allow}`
 * (words with a blank between) and the seat's own. The computer's own variables come first, so that the exam's win.
 */
export function examVariables(own: Variables, exam: Exam, computerId: number): Variables {
  const seat = exam.seats.find((each) => each.computerId === computerId);
  return {
    ...own,
    exam: exam.name,
    'exam-portal': exam.portal ?? '',
    'exam-allow': exam.allow.join(' '),
    ...seat?.variables,
  };
}

/** The exam that has this computer now, of those it has a seat in; the one that began first, as its task goes first. */
export function examNow(exams: readonly Exam[], computerId: number, now: number): Exam | null {
  const running = exams.filter((exam) => {
    const seat = exam.seats.find((each) => each.computerId === computerId && each.releasedAt === null);
    return exam.endedAt === null && seat !== undefined && exam.notBefore <= now && now < seat.notAfter;
  });
  return running.sort((one, other) => one.notBefore - other.notBefore || one.id - other.id)[0] ?? null;
}

/** The exam in which this computer has a seat at some instant of [notBefore, notAfter), or null. */
export function examBetween(
  exams: readonly Exam[],
  computerId: number,
  window: { readonly notBefore: number; readonly notAfter: number },
): Exam | null {
  return (
    exams.find((exam) => {
      const seat = exam.seats.find((each) => each.computerId === computerId && each.releasedAt === null);
      return seat !== undefined && exam.notBefore < window.notAfter && window.notBefore < seat.notAfter;
    }) ?? null
  );
}
