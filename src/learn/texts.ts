/** What the engine itself says, by language. A further language is one more member here and one more notebook per lesson. */
import type { MistakeName } from './mistakes.js'

export interface Texts {
  /** Shown once, at the start. */
  commands: string
  /** Before an answer, and when an answer is no shape. */
  ask: string
  noShape: string
  right: string
  /** `answer` is the prediction, `truth` what came. */
  wrong(answer: string, truth: string): string
  unexplained: string
  mistakes: Record<MistakeName, string>
  noHints: string
  solution(source: string): string
  failed: string
  notYet: string
  nothingToSkip: string
  resumed(step: number): string
  done(title: string): string
}

const en: Texts = {
  commands:
    'Enter runs the cell in the prompt. `hint` helps, `next` goes on, `exit` leaves; the lesson remembers where you are.',
  ask: 'your prediction: ',
  noShape:
    'A shape, please, such as (1, 6, 30, 30); a single number if one is asked for. `hint` helps, `next` shows it.',
  right: '**Right.**',
  wrong: (answer, truth) => `You predicted ${answer}; it is **${truth}**.`,
  unexplained: 'The line under the cell shows how each number comes about.',
  mistakes: {
    plusOne:
      'That is the number of steps between the first window and the last. The first window counts too: `+ 1`.',
    paddingTwice: 'Padding is added on both sides, so it counts twice: `2·padding`.',
    noPadding: 'The padding is missing: it makes the input larger by `2·padding` before the window slides.',
    noStride:
      'The stride is missing: the window moves by `stride`, so the room that is left is divided by it.',
    noDilation:
      'The dilation is missing: with gaps between its elements the window covers `dilation·(kernel − 1) + 1`.',
    wholeKernel:
      'A window of size k takes away k − 1 positions, not k: in the first one it already stands inside.',
    roundedUp: 'A window that does not fit in full is left out: the quotient is rounded **down**.',
    unrounded:
      'A size is a whole number: what is left over at the edge is never read, the quotient is rounded down.',
    unchangedSize:
      'The size does change here: without enough padding a window can only stand inside the input.',
    inputChannels:
      'The channels do not stay: every output channel is a filter of its own, so their number is `out_channels`.',
    stepMissing: 'You stopped one step early: that is the shape before the last operation.',
    stepTwice: 'You applied the last operation twice.',
    noBatch:
      'The batch dimension is missing: the first number is how many images go through at once, even if it is 1.',
    extraBatch: 'There is no batch dimension here: nothing was added in front.',
    swapped: 'The numbers are right, but two neighbouring dims are swapped.',
    flattenedBatch: 'Everything was multiplied into one number; the first dim, the batch, stays by itself.',
    otherOrder: 'The numbers are right, their order is reversed.',
  },
  noHints: 'That was the last hint.',
  solution: (source) => `One way to write it:\n\n    ${source.replaceAll('\n', '\n    ')}`,
  failed: 'That raised an error. Read its last line, change the cell and try again; `hint` helps.',
  notYet: 'It ran, but it is not what was asked for yet. `hint` helps.',
  nothingToSkip: 'There is nothing to skip here.',
  resumed: (step) => `You were at step ${step}. The cells before it have been run again.`,
  done: (title) => `That was “${title}”. The session is yours now: everything you defined is still here.`,
}

const ja: Texts = {
  commands:
    'Enter でプロンプトのセルを実行します。`hint` でヒント、`next` で次へ進み、`exit` で終わります。どこまで進んだかは記録されます。',
  ask: '予想: ',
  noShape:
    '(1, 6, 30, 30) のように形で答えてください。数を一つ聞かれたときは、その数だけで構いません。`hint` でヒント、`next` で答えが出ます。',
  right: '**正解です。**',
  wrong: (answer, truth) => `予想は ${answer}、実際は **${truth}** です。`,
  unexplained: 'セルの下の行に、それぞれの数がどう決まったかが出ています。',
  mistakes: {
    plusOne:
      'それは、窓が最初の位置から最後の位置まで動く回数です。最初の位置も数えるので `+ 1` が要ります。',
    paddingTwice: 'パディングは両側に付くので 2 倍、`2·padding` です。',
    noPadding: 'パディングが抜けています。窓が動く前に、入力は `2·padding` だけ大きくなります。',
    noStride: 'ストライドが抜けています。窓は `stride` ずつ動くので、残りの幅を `stride` で割ります。',
    noDilation:
      'dilation が抜けています。要素の間が空くと、窓が覆う幅は `dilation·(kernel − 1) + 1` になります。',
    wholeKernel:
      '大きさ k の窓で減るのは k か所ではなく k − 1 か所です。最初の位置で、窓はもう入力の中に収まっています。',
    roundedUp: '全体が収まらない窓は使われません。割った結果は**切り捨て**ます。',
    unrounded: '大きさは整数です。端に余った分は読まれず、割った結果は切り捨てられます。',
    unchangedSize: 'ここでは大きさが変わります。パディングが足りなければ、窓は入力の内側にしか置けません。',
    inputChannels:
      'チャネル数はそのままではありません。出力チャネルはそれぞれ別のフィルタなので、その数は `out_channels` です。',
    stepMissing: '一つ手前で止まっています。それは最後の演算を行う前の形です。',
    stepTwice: '最後の演算を 2 回行った形になっています。',
    noBatch: 'バッチの次元が抜けています。先頭の数は一度に通す画像の枚数で、1 枚のときにも付きます。',
    extraBatch: 'ここにバッチの次元はありません。先頭には何も付きません。',
    swapped: '数は合っていますが、隣り合う二つの次元が入れ替わっています。',
    flattenedBatch: 'すべてを掛けて一つの数にしています。先頭の次元、バッチはそのまま残ります。',
    otherOrder: '数は合っていますが、順序が逆です。',
  },
  noHints: 'ヒントはこれで全部です。',
  solution: (source) => `たとえばこう書けます。\n\n    ${source.replaceAll('\n', '\n    ')}`,
  failed: 'エラーになりました。最後の行を読み、セルを直してもう一度試してください。`hint` でヒントが出ます。',
  notYet: '実行できましたが、求められたものとはまだ違います。`hint` でヒントが出ます。',
  nothingToSkip: 'ここには飛ばすものがありません。',
  resumed: (step) => `前回はステップ ${step} まで来ていました。それより前のセルはもう一度実行してあります。`,
  done: (title) =>
    `「${title}」はこれで終わりです。このセッションはこのまま使えます。定義したものはすべて残っています。`,
}

const ko: Texts = {
  commands:
    'Enter를 누르면 프롬프트의 셀이 실행됩니다. `hint`는 힌트, `next`는 다음으로, `exit`는 끝내기입니다. 어디까지 했는지는 기억해 둡니다.',
  ask: '예상: ',
  noShape:
    '(1, 6, 30, 30)처럼 모양으로 답해 주세요. 수 하나를 물었다면 그 수만 쓰면 됩니다. `hint`는 힌트, `next`는 답을 보여 줍니다.',
  right: '**맞았습니다.**',
  wrong: (answer, truth) => `예상은 ${answer}, 실제는 **${truth}**입니다.`,
  unexplained: '셀 아래 줄에 각 수가 어떻게 나왔는지 적혀 있습니다.',
  mistakes: {
    plusOne:
      '그것은 창이 첫 위치에서 마지막 위치까지 움직인 횟수입니다. 첫 위치도 세므로 `+ 1`이 필요합니다.',
    paddingTwice: '패딩은 양쪽에 붙으므로 두 배, `2·padding`입니다.',
    noPadding: '패딩이 빠졌습니다. 창이 움직이기 전에 입력이 `2·padding`만큼 커집니다.',
    noStride: '스트라이드가 빠졌습니다. 창은 `stride`칸씩 움직이므로 남은 폭을 `stride`로 나눕니다.',
    noDilation:
      'dilation이 빠졌습니다. 원소 사이를 띄우면 창이 덮는 폭은 `dilation·(kernel − 1) + 1`이 됩니다.',
    wholeKernel:
      '크기가 k인 창 때문에 줄어드는 것은 k칸이 아니라 k − 1칸입니다. 첫 위치의 창은 이미 입력 안에 있습니다.',
    roundedUp: '온전히 들어가지 않는 창은 쓰지 않습니다. 나눈 결과는 **내림**합니다.',
    unrounded: '크기는 정수입니다. 가장자리에 남는 부분은 읽지 않고, 나눈 결과는 내림합니다.',
    unchangedSize: '여기서는 크기가 바뀝니다. 패딩이 충분하지 않으면 창은 입력 안쪽에만 놓일 수 있습니다.',
    inputChannels:
      '채널 수는 그대로가 아닙니다. 출력 채널마다 필터가 따로 있으므로 그 수는 `out_channels`입니다.',
    stepMissing: '한 단계 앞에서 멈췄습니다. 마지막 연산을 하기 전의 모양입니다.',
    stepTwice: '마지막 연산을 두 번 한 모양입니다.',
    noBatch: '배치 차원이 빠졌습니다. 첫 번째 수는 한 번에 통과하는 이미지의 수이며, 한 장일 때도 있습니다.',
    extraBatch: '여기에는 배치 차원이 없습니다. 앞에 아무것도 붙지 않습니다.',
    swapped: '수는 맞지만 이웃한 두 차원이 서로 바뀌었습니다.',
    flattenedBatch: '모두 곱해서 수 하나로 만들었습니다. 첫 차원인 배치는 그대로 남습니다.',
    otherOrder: '수는 맞지만 순서가 거꾸로입니다.',
  },
  noHints: '힌트는 이것으로 끝입니다.',
  solution: (source) => `이렇게 쓸 수 있습니다.\n\n    ${source.replaceAll('\n', '\n    ')}`,
  failed: '오류가 났습니다. 마지막 줄을 읽고 셀을 고쳐서 다시 해 보세요. `hint`로 힌트를 볼 수 있습니다.',
  notYet: '실행은 되었지만 아직 요구한 것이 아닙니다. `hint`로 힌트를 볼 수 있습니다.',
  nothingToSkip: '여기에는 건너뛸 것이 없습니다.',
  resumed: (step) => `지난번에 ${step}단계까지 왔습니다. 그 앞의 셀은 다시 실행해 두었습니다.`,
  done: (title) =>
    `“${title}” 수업을 마쳤습니다. 이 세션은 계속 쓸 수 있고, 정의한 것도 모두 그대로 있습니다.`,
}

const languages: Record<string, Texts> = { en, ja, ko }

/** The texts of a language, English where there is none. */
export const textsOf = (language: string): Texts => languages[language] ?? en
