/**
 * The texts of the library that is written in the dialect itself: module by module, as PyTorch's own files are named, since classes
 * carry these names. The parts of a package share one namespace.
 */
import functionalAttention from './lib/functional/attention.py'
import functionalBase from './lib/functional/base.py'
import functionalDropout from './lib/functional/dropout.py'
import functionalEmbedding from './lib/functional/embedding.py'
import functionalLoss from './lib/functional/loss.py'
import functionalNormalization from './lib/functional/normalization.py'
import functionalPooling from './lib/functional/pooling.py'
import functionalResampling from './lib/functional/resampling.py'
import functionalShuffle from './lib/functional/shuffle.py'
import init from './lib/init.py'
import lrScheduler from './lib/lr_scheduler.py'
import modulesActivation from './lib/modules/activation.py'
import modulesAdaptive from './lib/modules/adaptive.py'
import modulesBatchnorm from './lib/modules/batchnorm.py'
import modulesChannelshuffle from './lib/modules/channelshuffle.py'
import modulesContainer from './lib/modules/container.py'
import modulesConv from './lib/modules/conv.py'
import modulesDataParallel from './lib/modules/data_parallel.py'
import modulesDistance from './lib/modules/distance.py'
import modulesDropout from './lib/modules/dropout.py'
import modulesFlatten from './lib/modules/flatten.py'
import modulesFold from './lib/modules/fold.py'
import modulesInstancenorm from './lib/modules/instancenorm.py'
import modulesLazy from './lib/modules/lazy.py'
import modulesLinear from './lib/modules/linear.py'
import modulesLoss from './lib/modules/loss.py'
import modulesModule from './lib/modules/module.py'
import modulesNormalization from './lib/modules/normalization.py'
import modulesPadding from './lib/modules/padding.py'
import modulesParameter from './lib/modules/parameter.py'
import modulesPixelshuffle from './lib/modules/pixelshuffle.py'
import modulesPooling from './lib/modules/pooling.py'
import modulesRnn from './lib/modules/rnn.py'
import modulesSparse from './lib/modules/sparse.py'
import modulesTransformer from './lib/modules/transformer.py'
import modulesUpsampling from './lib/modules/upsampling.py'
import modulesUtils from './lib/modules/utils.py'
import nn from './lib/nn.py'
import optimAdafactor from './lib/optim/_adafactor.py'
import optimMuon from './lib/optim/_muon.py'
import optimAdadelta from './lib/optim/adadelta.py'
import optimAdagrad from './lib/optim/adagrad.py'
import optimAdam from './lib/optim/adam.py'
import optimAdamax from './lib/optim/adamax.py'
import optimAdamw from './lib/optim/adamw.py'
import optimAsgd from './lib/optim/asgd.py'
import optimLbfgs from './lib/optim/lbfgs.py'
import optimNadam from './lib/optim/nadam.py'
import optimOptimizer from './lib/optim/optimizer.py'
import optimRadam from './lib/optim/radam.py'
import optimRmsprop from './lib/optim/rmsprop.py'
import optimRprop from './lib/optim/rprop.py'
import optimSgd from './lib/optim/sgd.py'
import optimSparseAdam from './lib/optim/sparse_adam.py'
import swaUtils from './lib/swa_utils.py'
import utilsFusion from './lib/utils/fusion.py'
import utilsGradients from './lib/utils/gradients.py'
import utilsNorms from './lib/utils/norms.py'
import utilsParametrizations from './lib/utils/parametrizations.py'
import utilsParametrize from './lib/utils/parametrize.py'
import utilsRnn from './lib/utils/rnn.py'
import type { LibraryText } from './library-text.js'

/** A part: the module whose name its definitions carry, and their text. */
export type Part = readonly [module: string, text: LibraryText]

/** One namespace: the names under which it is imported, the first of them its own, and its texts. */
export interface LibraryTexts {
  readonly names: readonly string[]
  readonly parts: readonly Part[]
}

/** Methods of `torch.nn.Module`: a namespace of their own, for some are called as built-in functions are. */
export const moduleMethods: LibraryTexts = {
  names: ['torch._module_methods'],
  parts: [['torch.nn.modules.module', modulesModule]],
}

/** The packages and modules, with the names under which they are imported. `torch.nn` reads functional before it is itself importable. */
export const libraries: readonly LibraryTexts[] = [
  {
    names: ['torch._functional', 'torch.nn.functional'],
    parts: [
      ['torch.nn.functional', functionalBase],
      ['torch.nn.functional', functionalAttention],
      ['torch.nn.functional', functionalDropout],
      ['torch.nn.functional', functionalEmbedding],
      ['torch.nn.functional', functionalLoss],
      ['torch.nn.functional', functionalNormalization],
      ['torch.nn.functional', functionalPooling],
      ['torch.nn.functional', functionalResampling],
      ['torch.nn.functional', functionalShuffle],
    ],
  },
  {
    names: ['torch.nn', 'torch.nn.modules'],
    parts: [
      ['torch.nn.modules.module', nn],
      ['torch.nn.parameter', modulesParameter],
      ['torch.nn.modules.activation', modulesActivation],
      ['torch.nn.modules.adaptive', modulesAdaptive],
      ['torch.nn.modules.batchnorm', modulesBatchnorm],
      ['torch.nn.modules.channelshuffle', modulesChannelshuffle],
      ['torch.nn.modules.container', modulesContainer],
      ['torch.nn.modules.conv', modulesConv],
      ['torch.nn.modules.distance', modulesDistance],
      ['torch.nn.parallel.data_parallel', modulesDataParallel],
      ['torch.nn.modules.dropout', modulesDropout],
      ['torch.nn.modules.flatten', modulesFlatten],
      ['torch.nn.modules.fold', modulesFold],
      ['torch.nn.modules.instancenorm', modulesInstancenorm],
      ['torch.nn.modules.lazy', modulesLazy],
      ['torch.nn.modules.linear', modulesLinear],
      ['torch.nn.modules.loss', modulesLoss],
      ['torch.nn.modules.normalization', modulesNormalization],
      ['torch.nn.modules.padding', modulesPadding],
      ['torch.nn.modules.pixelshuffle', modulesPixelshuffle],
      ['torch.nn.modules.pooling', modulesPooling],
      ['torch.nn.modules.rnn', modulesRnn],
      ['torch.nn.modules.sparse', modulesSparse],
      ['torch.nn.modules.transformer', modulesTransformer],
      ['torch.nn.modules.upsampling', modulesUpsampling],
      ['torch.nn.modules.utils', modulesUtils],
    ],
  },
  {
    names: ['torch.nn.init'],
    parts: [['torch.nn.init', init]],
  },
  {
    names: ['torch.nn.utils', 'torch.nn.utils.convert_parameters', 'torch.nn.utils.weight_norm'],
    parts: [
      ['torch.nn.utils.clip_grad', utilsGradients],
      ['torch.nn.utils.fusion', utilsFusion],
      ['torch.nn.utils.spectral_norm', utilsNorms],
    ],
  },
  { names: ['torch.nn.utils.parametrize'], parts: [['torch.nn.utils.parametrize', utilsParametrize]] },
  {
    names: ['torch.nn.utils.parametrizations'],
    parts: [['torch.nn.utils.parametrizations', utilsParametrizations]],
  },
  { names: ['torch.nn.utils.rnn'], parts: [['torch.nn.utils.rnn', utilsRnn]] },
  {
    names: ['torch.optim'],
    parts: [
      ['torch.optim.optimizer', optimOptimizer],
      ['torch.optim._adafactor', optimAdafactor],
      ['torch.optim._muon', optimMuon],
      ['torch.optim.adadelta', optimAdadelta],
      ['torch.optim.adamax', optimAdamax],
      ['torch.optim.asgd', optimAsgd],
      ['torch.optim.lbfgs', optimLbfgs],
      ['torch.optim.nadam', optimNadam],
      ['torch.optim.radam', optimRadam],
      ['torch.optim.rprop', optimRprop],
      ['torch.optim.sparse_adam', optimSparseAdam],
      ['torch.optim.adagrad', optimAdagrad],
      ['torch.optim.adam', optimAdam],
      ['torch.optim.adamw', optimAdamw],
      ['torch.optim.rmsprop', optimRmsprop],
      ['torch.optim.sgd', optimSgd],
    ],
  },
  {
    names: ['torch.optim.lr_scheduler'],
    parts: [['torch.optim.lr_scheduler', lrScheduler]],
  },
  { names: ['torch.optim.swa_utils'], parts: [['torch.optim.swa_utils', swaUtils]] },
]
