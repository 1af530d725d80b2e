/** _abc: the answers of abstract base classes, kept for `abc.ABCMeta`, which stands in the dialect. */
import { answered, forgetRefusals, provideMetaclass, rememberAnswer } from '../object/answers.js'
import { defineFunctions } from '../object/define.js'
import type { NativeModule } from '../object/module.js'
import { PyType, type Value } from '../object/object.js'

export const abcAnswers = (): NativeModule => ({
  attributes: defineFunctions({
    'answer(cls, subclass, /)': (cls: PyType, sub: Value) =>
      sub instanceof PyType ? (answered(cls, sub, false) ?? null) : null,
    'remember(cls, subclass, answer, /)': (cls: PyType, sub: Value, answer: Value) => {
      if (sub instanceof PyType) rememberAnswer(cls, sub, answer === true)
    },
    'forget()': forgetRefusals,
    'provide(metaclass, /)': provideMetaclass,
  }),
})
