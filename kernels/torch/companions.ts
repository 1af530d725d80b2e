/**
 * What programs import beside torch and torch.nn, written in the dialect: data loading, einops, torchvision and their like. library.ts
 * makes it importable, as it does the texts of torch itself.
 */

import einops from './lib/einops/einops.py'
import einopsLayers from './lib/einops/layers.py'
import einopsLayersTorch from './lib/einops/layers_torch.py'
import IPythonDisplay from './lib/IPython/display.py'
import IPythonIPython from './lib/IPython/IPython.py'
import matplotlibFigure from './lib/matplotlib/figure.py'
import matplotlibMatplotlib from './lib/matplotlib/matplotlib.py'
import matplotlibOthers from './lib/matplotlib/others.py'
import matplotlibPyplot from './lib/matplotlib/pyplot.py'
import numpyAlgebra from './lib/numpy/algebra.py'
import numpyArray from './lib/numpy/array.py'
import numpyConstants from './lib/numpy/constants.py'
import numpyElementwise from './lib/numpy/elementwise.py'
import numpyFft from './lib/numpy/fft.py'
import numpyFiles from './lib/numpy/files.py'
import numpyKeys from './lib/numpy/keys.py'
import numpyLinalg from './lib/numpy/linalg.py'
import numpyMaking from './lib/numpy/making.py'
import numpyObjects from './lib/numpy/objects.py'
import numpyPrinting from './lib/numpy/printing.py'
import numpyPromotion from './lib/numpy/promotion.py'
import numpyQuestions from './lib/numpy/questions.py'
import numpyRandom from './lib/numpy/random.py'
import numpyReductions from './lib/numpy/reductions.py'
import numpyScalars from './lib/numpy/scalars.py'
import numpyShaping from './lib/numpy/shaping.py'
import numpySorting from './lib/numpy/sorting.py'
import numpyStatistics from './lib/numpy/statistics.py'
import numpyTesting from './lib/numpy/testing.py'
import numpyTexts from './lib/numpy/texts.py'
import numpyTyping from './lib/numpy/typing.py'
import numpyValues from './lib/numpy/values.py'
import PILPng from './lib/PIL/_png.py'
import PILResample from './lib/PIL/_resample.py'
import PILImage from './lib/PIL/Image.py'
import PILOthers from './lib/PIL/others.py'
import PILPIL from './lib/PIL/PIL.py'
import torchConfig from './lib/torch/__config__.py'
import torchC from './lib/torch/_C.py'
import torchDispatchKeys from './lib/torch/_dispatch_keys.py'
import torchDynamoTracing from './lib/torch/_dynamo/_trace_wrapped_higher_order_op.py'
import torchDynamo from './lib/torch/_dynamo.py'
import torchInductorConfig from './lib/torch/_inductor/config.py'
import torchInductorUtils from './lib/torch/_inductor/utils.py'
import torchInductor from './lib/torch/_inductor.py'
import torchJitInternal from './lib/torch/_jit_internal.py'
import torchLibraries from './lib/torch/_libraries.py'
import torchLogging from './lib/torch/_logging.py'
import torchOnnxSymbolic from './lib/torch/_onnx_symbolic.py'
import torchOperators from './lib/torch/_ops.py'
import torchSchema from './lib/torch/_schema.py'
import torchUtils from './lib/torch/_utils.py'
import torchVF from './lib/torch/_VF.py'
import torchVision from './lib/torch/_vision.py'
import torchAccelerator from './lib/torch/accelerator.py'
import torchAmpAutocastMode from './lib/torch/amp/autocast_mode.py'
import torchAmpGradScaler from './lib/torch/amp/grad_scaler.py'
import torchAutogradForward from './lib/torch/autograd/forward_ad.py'
import torchAutogradFunction from './lib/torch/autograd/function.py'
import torchAutogradFunctional from './lib/torch/autograd/functional.py'
import torchAutogradGradMode from './lib/torch/autograd/grad_mode.py'
import torchAutogradGradcheck from './lib/torch/autograd/gradcheck.py'
import torchAutogradGraph from './lib/torch/autograd/graph.py'
import torchAutogradVariable from './lib/torch/autograd/variable.py'
import torchBackendsCpu from './lib/torch/backends/cpu.py'
import torchBackendsCuda from './lib/torch/backends/cuda.py'
import torchBackendsCudnn from './lib/torch/backends/cudnn.py'
import torchBackendsMkl from './lib/torch/backends/mkl.py'
import torchBackendsMkldnn from './lib/torch/backends/mkldnn.py'
import torchBackendsMps from './lib/torch/backends/mps.py'
import torchBackendsOpenmp from './lib/torch/backends/openmp.py'
import torchBackendsOptEinsum from './lib/torch/backends/opt_einsum.py'
import torchBackendsQuantized from './lib/torch/backends/quantized.py'
import torchBackends from './lib/torch/backends.py'
import torchChecks from './lib/torch/checks.py'
import torchClasses from './lib/torch/classes.py'
import torchCompiler from './lib/torch/compiler.py'
import torchCpuAmp from './lib/torch/cpu/amp.py'
import torchCpu from './lib/torch/cpu.py'
import torchCudaAmpAutocastMode from './lib/torch/cuda/amp/autocast_mode.py'
import torchCudaAmpGradScaler from './lib/torch/cuda/amp/grad_scaler.py'
import torchCuda from './lib/torch/cuda.py'
import torchDistributed from './lib/torch/distributed.py'
import torchDistributedTensor from './lib/torch/distributed_tensor.py'
import torchDistributionsBase from './lib/torch/distributions/base.py'
import torchDistributionsConstraints from './lib/torch/distributions/constraints.py'
import torchDistributionsContinuous from './lib/torch/distributions/continuous.py'
import torchDistributionsDiscrete from './lib/torch/distributions/discrete.py'
import torchDistributionsDivergences from './lib/torch/distributions/divergences.py'
import torchDistributionsFurther from './lib/torch/distributions/further.py'
import torchDistributionsMatrices from './lib/torch/distributions/matrices.py'
import torchDistributionsTransformed from './lib/torch/distributions/transformed.py'
import torchDistributionsTransforms from './lib/torch/distributions/transforms.py'
import torchForeach from './lib/torch/foreach.py'
import torchFunc from './lib/torch/func.py'
import torchFutures from './lib/torch/futures.py'
import torchFxGraph from './lib/torch/fx/graph.py'
import torchFxTrace from './lib/torch/fx/trace.py'
import torchHub from './lib/torch/hub.py'
import torchJitAnnotations from './lib/torch/jit/annotations.py'
import torchJit from './lib/torch/jit.py'
import torchLibrary from './lib/torch/library.py'
import torchLowrank from './lib/torch/lowrank.py'
import torchMps from './lib/torch/mps.py'
import torchMultiprocessing from './lib/torch/multiprocessing.py'
import torchNatives from './lib/torch/natives.py'
import torchNnReduction from './lib/torch/nn/_reduction.py'
import torchNnAttention from './lib/torch/nn/attention.py'
import torchNnCommonTypes from './lib/torch/nn/common_types.py'
import torchFlexAttention from './lib/torch/nn/flex_attention.py'
import torchNnGrad from './lib/torch/nn/grad.py'
import torchNnParallelDistributed from './lib/torch/nn/parallel/distributed.py'
import torchNnParallelScatterGather from './lib/torch/nn/parallel/scatter_gather.py'
import torchNnParallel from './lib/torch/nn/parallel.py'
import torchNnParameter from './lib/torch/nn/parameter.py'
import torchNnStateless from './lib/torch/nn/stateless.py'
import torchOnnx from './lib/torch/onnx.py'
import torchOps from './lib/torch/ops.py'
import torchOverrides from './lib/torch/overrides.py'
import torchProfiler from './lib/torch/profiler.py'
import torchPrune from './lib/torch/prune.py'
import torchRandom from './lib/torch/random.py'
import torchRemoved from './lib/torch/removed.py'
import torchSerialization from './lib/torch/serialization.py'
import torchSession from './lib/torch/session.py'
import torchSignalWindows from './lib/torch/signal/windows.py'
import torchSparse from './lib/torch/sparse.py'
import torchStorage from './lib/torch/storage.py'
import torchTesting from './lib/torch/testing.py'
import torchTypes from './lib/torch/types.py'
import torchUtilsPytree from './lib/torch/utils/_pytree.py'
import torchUtilsBenchmark from './lib/torch/utils/benchmark.py'
import torchUtilsCheckpoint from './lib/torch/utils/checkpoint.py'
import torchUtilsCppExtension from './lib/torch/utils/cpp_extension.py'
import torchUtilsDataUtilsCollate from './lib/torch/utils/data/_utils/collate.py'
import torchUtilsDataDataloader from './lib/torch/utils/data/dataloader.py'
import torchUtilsDataDataset from './lib/torch/utils/data/dataset.py'
import torchUtilsDataDistributed from './lib/torch/utils/data/distributed.py'
import torchUtilsDataSampler from './lib/torch/utils/data/sampler.py'
import torchUtilsDlpack from './lib/torch/utils/dlpack.py'
import torchUtilsHooks from './lib/torch/utils/hooks.py'
import torchUtilsModelZoo from './lib/torch/utils/model_zoo.py'
import torchUtilsTensorboardWriter from './lib/torch/utils/tensorboard/writer.py'
import torchUtilsTensorboard from './lib/torch/utils/tensorboard.py'
import torchVersion from './lib/torch/version.py'
import torchXpu from './lib/torch/xpu.py'
import torchvisionDatasetsDatasets from './lib/torchvision/datasets/datasets.py'
import torchvisionIo from './lib/torchvision/io.py'
import torchvisionModelsAbsent from './lib/torchvision/models/absent.py'
import torchvisionModelsAlexnet from './lib/torchvision/models/alexnet.py'
import torchvisionModelsApi from './lib/torchvision/models/api.py'
import torchvisionModelsConvnext from './lib/torchvision/models/convnext.py'
import torchvisionModelsDensenet from './lib/torchvision/models/densenet.py'
import torchvisionModelsEfficientnet from './lib/torchvision/models/efficientnet.py'
import torchvisionModelsFacade from './lib/torchvision/models/facade.py'
import torchvisionModelsFeatureExtraction from './lib/torchvision/models/feature_extraction.py'
import torchvisionModelsGooglenet from './lib/torchvision/models/googlenet.py'
import torchvisionModelsInception from './lib/torchvision/models/inception.py'
import torchvisionModelsMobilenetv2 from './lib/torchvision/models/mobilenetv2.py'
import torchvisionModelsMobilenetv3 from './lib/torchvision/models/mobilenetv3.py'
import torchvisionModelsResnet from './lib/torchvision/models/resnet.py'
import torchvisionModelsShufflenetv2 from './lib/torchvision/models/shufflenetv2.py'
import torchvisionModelsSqueezenet from './lib/torchvision/models/squeezenet.py'
import torchvisionModelsVgg from './lib/torchvision/models/vgg.py'
import torchvisionModelsVisionTransformer from './lib/torchvision/models/vision_transformer.py'
import torchvisionOpsBoxes from './lib/torchvision/ops/boxes.py'
import torchvisionOpsDeformConv from './lib/torchvision/ops/deform_conv.py'
import torchvisionOpsFacade from './lib/torchvision/ops/facade.py'
import torchvisionOpsLosses from './lib/torchvision/ops/losses.py'
import torchvisionOpsMisc from './lib/torchvision/ops/misc.py'
import torchvisionOpsPoolers from './lib/torchvision/ops/poolers.py'
import torchvisionOpsPsRoiAlign from './lib/torchvision/ops/ps_roi_align.py'
import torchvisionOpsPsRoiPool from './lib/torchvision/ops/ps_roi_pool.py'
import torchvisionOpsRoiAlign from './lib/torchvision/ops/roi_align.py'
import torchvisionOpsRoiPool from './lib/torchvision/ops/roi_pool.py'
import torchvisionOpsStochasticDepth from './lib/torchvision/ops/stochastic_depth.py'
import torchvisionTorchvision from './lib/torchvision/torchvision.py'
import torchvisionTransformsFunctional from './lib/torchvision/transforms/functional.py'
import torchvisionTransformsPresets from './lib/torchvision/transforms/presets.py'
import torchvisionTransformsTransforms from './lib/torchvision/transforms/transforms.py'
import torchvisionTransformsV2 from './lib/torchvision/transforms/v2.py'
import torchvisionUtils from './lib/torchvision/utils.py'
import type { LibraryText } from './library-text.js'
import type { LibraryTexts } from './texts.js'

/** A module alone, with the other names under which it is imported. */
const alone = (text: LibraryText, name: string, ...aliases: string[]): LibraryTexts => ({
  names: [name, ...aliases],
  parts: [[name, text]],
})

/** Parts of torchvision.models that can be imported and are not here. */
const ABSENT_MODELS = [
  'detection',
  'detection._utils',
  'detection.anchor_utils',
  'detection.backbone_utils',
  'detection.faster_rcnn',
  'detection.generalized_rcnn',
  'detection.image_list',
  'detection.mask_rcnn',
  'detection.keypoint_rcnn',
  'detection.retinanet',
  'detection.roi_heads',
  'detection.rpn',
  'detection.ssd',
  'detection.transform',
  'maxvit',
  'mnasnet',
  'optical_flow',
  'quantization',
  'regnet',
  'segmentation',
  'segmentation.deeplabv3',
  'segmentation.fcn',
  'swin_transformer',
  'video',
  'video.resnet',
]

export const companions: readonly LibraryTexts[] = [
  { names: ['einops', 'einops.einops', 'einops.packing', 'einops.parsing'], parts: [['einops', einops]] },
  alone(einopsLayers, 'einops.layers'),
  {
    names: ['numpy'],
    parts: [
      ['numpy', numpyScalars],
      ['numpy', numpyConstants],
      ['numpy', numpyValues],
      ['numpy', numpyPromotion],
      ['numpy', numpyKeys],
      ['numpy', numpyArray],
      ['numpy', numpyObjects],
      ['numpy', numpyMaking],
      ['numpy', numpyReductions],
      ['numpy', numpyStatistics],
      ['numpy', numpyElementwise],
      ['numpy', numpyShaping],
      ['numpy', numpySorting],
      ['numpy', numpyAlgebra],
      ['numpy', numpyQuestions],
      ['numpy', numpyTexts],
      ['numpy', numpyFiles],
      ['numpy', numpyPrinting],
    ],
  },
  alone(numpyRandom, 'numpy.random'),
  alone(numpyLinalg, 'numpy.linalg'),
  alone(numpyFft, 'numpy.fft'),
  alone(numpyTesting, 'numpy.testing'),
  alone(numpyTyping, 'numpy.typing'),
  alone(einopsLayersTorch, 'einops.layers.torch'),
  alone(torchSerialization, 'torch.serialization'),
  alone(torchStorage, 'torch.storage'),
  { names: ['torch.signal'], parts: [] },
  alone(torchSignalWindows, 'torch.signal.windows'),
  {
    names: ['torch._C'],
    parts: [
      ['torch._C', torchC],
      ['torch._C', torchDispatchKeys],
    ],
  },
  alone(torchVF, 'torch._VF'),
  alone(torchJitInternal, 'torch._jit_internal'),
  { names: ['torch.utils', 'torch.utils.data._utils'], parts: [] },
  alone(torchConfig, 'torch.__config__'),
  alone(torchDynamo, 'torch._dynamo'),
  alone(torchDynamoTracing, 'torch._dynamo._trace_wrapped_higher_order_op'),
  alone(torchInductor, 'torch._inductor'),
  alone(torchInductorConfig, 'torch._inductor.config'),
  alone(torchInductorUtils, 'torch._inductor.utils'),
  alone(torchLogging, 'torch._logging'),
  {
    names: ['torch._names'],
    parts: [
      ['torch', torchSession],
      ['torch', torchNatives],
      ['torch', torchLowrank],
      ['torch', torchRemoved],
      ['torch', torchForeach],
      ['torch', torchChecks],
    ],
  },
  alone(torchUtils, 'torch._utils'),
  alone(torchAccelerator, 'torch.accelerator'),
  {
    names: ['torch.amp'],
    parts: [
      ['torch.amp.autocast_mode', torchAmpAutocastMode],
      ['torch.amp.grad_scaler', torchAmpGradScaler],
    ],
  },
  alone(torchAutogradForward, 'torch.autograd.forward_ad'),
  alone(torchAutogradFunction, 'torch.autograd.function'),
  alone(torchAutogradFunctional, 'torch.autograd.functional'),
  alone(torchAutogradGradMode, 'torch.autograd.grad_mode'),
  alone(torchAutogradGradcheck, 'torch.autograd.gradcheck'),
  alone(torchAutogradGraph, 'torch.autograd.graph'),
  alone(torchAutogradVariable, 'torch.autograd.variable'),
  alone(torchBackends, 'torch.backends'),
  alone(torchBackendsCpu, 'torch.backends.cpu'),
  alone(torchBackendsCuda, 'torch.backends.cuda'),
  alone(torchBackendsCudnn, 'torch.backends.cudnn'),
  alone(torchBackendsMkl, 'torch.backends.mkl'),
  alone(torchBackendsMkldnn, 'torch.backends.mkldnn'),
  alone(torchBackendsMps, 'torch.backends.mps'),
  alone(torchBackendsOpenmp, 'torch.backends.openmp'),
  alone(torchBackendsOptEinsum, 'torch.backends.opt_einsum'),
  alone(torchBackendsQuantized, 'torch.backends.quantized'),
  alone(torchClasses, 'torch.classes'),
  alone(torchCompiler, 'torch.compiler'),
  alone(torchCpu, 'torch.cpu'),
  alone(torchCpuAmp, 'torch.cpu.amp'),
  alone(torchCuda, 'torch.cuda', 'torch.cuda.random', 'torch.cuda.memory'),
  {
    names: ['torch.cuda.amp'],
    parts: [
      ['torch.cuda.amp.autocast_mode', torchCudaAmpAutocastMode],
      ['torch.cuda.amp.grad_scaler', torchCudaAmpGradScaler],
    ],
  },
  alone(torchDistributed, 'torch.distributed', 'torch.distributed.distributed_c10d'),
  alone(torchDistributedTensor, 'torch.distributed.tensor', 'torch.distributed.tensor.placement_types'),
  alone(torchDistributionsConstraints, 'torch.distributions.constraints'),
  {
    names: [
      'torch.distributions',
      'torch.distributions.bernoulli',
      'torch.distributions.beta',
      'torch.distributions.binomial',
      'torch.distributions.categorical',
      'torch.distributions.cauchy',
      'torch.distributions.chi2',
      'torch.distributions.dirichlet',
      'torch.distributions.exponential',
      'torch.distributions.gamma',
      'torch.distributions.geometric',
      'torch.distributions.gumbel',
      'torch.distributions.half_normal',
      'torch.distributions.independent',
      'torch.distributions.laplace',
      'torch.distributions.log_normal',
      'torch.distributions.multinomial',
      'torch.distributions.multivariate_normal',
      'torch.distributions.normal',
      'torch.distributions.one_hot_categorical',
      'torch.distributions.poisson',
      'torch.distributions.studentT',
      'torch.distributions.uniform',
      'torch.distributions.constraint_registry',
      'torch.distributions.continuous_bernoulli',
      'torch.distributions.fishersnedecor',
      'torch.distributions.generalized_pareto',
      'torch.distributions.half_cauchy',
      'torch.distributions.inverse_gamma',
      'torch.distributions.kumaraswamy',
      'torch.distributions.lkj_cholesky',
      'torch.distributions.logistic_normal',
      'torch.distributions.lowrank_multivariate_normal',
      'torch.distributions.mixture_same_family',
      'torch.distributions.negative_binomial',
      'torch.distributions.pareto',
      'torch.distributions.relaxed_bernoulli',
      'torch.distributions.relaxed_categorical',
      'torch.distributions.transformed_distribution',
      'torch.distributions.transforms',
      'torch.distributions.von_mises',
      'torch.distributions.weibull',
      'torch.distributions.wishart',
      'torch.distributions.kl',
      'torch.distributions.utils',
      'torch.distributions.exp_family',
    ],
    parts: [
      ['torch.distributions.distribution', torchDistributionsBase],
      ['torch.distributions.continuous', torchDistributionsContinuous],
      ['torch.distributions.discrete', torchDistributionsDiscrete],
      ['torch.distributions.transforms', torchDistributionsTransforms],
      ['torch.distributions.transformed', torchDistributionsTransformed],
      ['torch.distributions.further', torchDistributionsFurther],
      ['torch.distributions.matrices', torchDistributionsMatrices],
      ['torch.distributions.divergences', torchDistributionsDivergences],
    ],
  },
  alone(torchFunc, 'torch.func', 'functorch', 'torch._functorch.apis', 'torch._functorch.eager_transforms'),
  alone(torchFutures, 'torch.futures'),
  alone(
    torchFxTrace,
    'torch.fx',
    'torch.fx.graph_module',
    'torch.fx.proxy',
    'torch.fx._symbolic_trace',
    'torch.fx.interpreter',
  ),
  alone(torchFxGraph, 'torch.fx.graph', 'torch.fx.node'),
  alone(torchHub, 'torch.hub'),
  alone(torchJit, 'torch.jit', 'torch.jit._script'),
  alone(torchJitAnnotations, 'torch.jit.annotations'),
  alone(torchLibrary, 'torch.library', 'torch._library', 'torch._library.custom_ops'),
  alone(torchLibraries, 'torch._libraries'),
  alone(torchVision, 'torch._vision'),
  alone(torchOperators, 'torch._ops'),
  alone(torchSchema, 'torch._schema'),
  alone(torchMps, 'torch.mps'),
  alone(torchMultiprocessing, 'torch.multiprocessing'),
  alone(torchNnAttention, 'torch.nn.attention'),
  alone(torchFlexAttention, 'torch.nn.attention.flex_attention'),
  alone(torchSparse, 'torch.sparse'),
  {
    names: ['torch.nn.parallel'],
    parts: [
      ['torch.nn.parallel', torchNnParallel],
      ['torch.nn.parallel.distributed', torchNnParallelDistributed],
    ],
  },
  alone(torchNnParallelScatterGather, 'torch.nn.parallel.scatter_gather'),
  alone(torchNnCommonTypes, 'torch.nn.common_types'),
  alone(torchNnGrad, 'torch.nn.grad'),
  alone(torchNnParameter, 'torch.nn.parameter'),
  alone(torchNnReduction, 'torch.nn._reduction'),
  alone(torchNnStateless, 'torch.nn.utils.stateless'),
  alone(torchPrune, 'torch.nn.utils.prune'),
  alone(torchOnnx, 'torch.onnx'),
  alone(torchOnnxSymbolic, 'torch.onnx.symbolic_helper'),
  alone(torchOps, 'torch.ops'),
  alone(torchOverrides, 'torch.overrides'),
  alone(torchProfiler, 'torch.profiler', 'torch.autograd.profiler'),
  alone(torchRandom, 'torch.random'),
  alone(torchTesting, 'torch.testing'),
  alone(torchTypes, 'torch.types', 'torch._tensor'),
  alone(torchUtilsPytree, 'torch.utils._pytree'),
  alone(torchUtilsBenchmark, 'torch.utils.benchmark'),
  alone(torchUtilsCheckpoint, 'torch.utils.checkpoint'),
  alone(torchUtilsCppExtension, 'torch.utils.cpp_extension'),
  {
    names: ['torch.utils.data'],
    parts: [
      ['torch.utils.data.dataset', torchUtilsDataDataset],
      ['torch.utils.data.sampler', torchUtilsDataSampler],
      ['torch.utils.data.distributed', torchUtilsDataDistributed],
      ['torch.utils.data._utils.collate', torchUtilsDataUtilsCollate],
      ['torch.utils.data.dataloader', torchUtilsDataDataloader],
    ],
  },
  alone(torchUtilsDlpack, 'torch.utils.dlpack'),
  alone(torchUtilsHooks, 'torch.utils.hooks'),
  alone(torchUtilsModelZoo, 'torch.utils.model_zoo'),
  alone(torchUtilsTensorboard, 'torch.utils.tensorboard'),
  alone(torchUtilsTensorboardWriter, 'torch.utils.tensorboard.writer'),
  alone(torchVersion, 'torch.version'),
  alone(torchXpu, 'torch.xpu'),
  alone(torchvisionTorchvision, 'torchvision'),
  alone(torchvisionUtils, 'torchvision.utils'),
  alone(torchvisionModelsFacade, 'torchvision.models'),
  alone(
    torchvisionModelsApi,
    'torchvision.models._api',
    'torchvision.models._utils',
    'torchvision._internally_replaced_utils',
  ),
  ...ABSENT_MODELS.map((name) => alone(torchvisionModelsAbsent, `torchvision.models.${name}`)),
  alone(torchvisionModelsFeatureExtraction, 'torchvision.models.feature_extraction'),
  alone(torchvisionModelsAlexnet, 'torchvision.models.alexnet'),
  alone(torchvisionModelsVgg, 'torchvision.models.vgg'),
  alone(torchvisionModelsResnet, 'torchvision.models.resnet'),
  alone(torchvisionModelsMobilenetv2, 'torchvision.models.mobilenetv2'),
  alone(torchvisionModelsDensenet, 'torchvision.models.densenet'),
  alone(torchvisionModelsSqueezenet, 'torchvision.models.squeezenet'),
  alone(
    torchvisionTransformsFunctional,
    'torchvision.transforms.functional',
    'torchvision.transforms.functional_tensor',
    'torchvision.transforms._functional_tensor',
  ),
  alone(
    torchvisionTransformsTransforms,
    'torchvision.transforms',
    'torchvision.transforms.transforms',
    'torchvision.transforms.autoaugment',
  ),
  alone(torchvisionTransformsPresets, 'torchvision.transforms._presets'),
  alone(
    torchvisionDatasetsDatasets,
    'torchvision.datasets',
    'torchvision.datasets.folder',
    'torchvision.datasets.vision',
    'torchvision.datasets.mnist',
    'torchvision.datasets.utils',
    'torchvision.datasets.cifar',
  ),
  alone(torchvisionIo, 'torchvision.io'),
  alone(PILPIL, 'PIL'),
  alone(PILImage, 'PIL.Image'),
  alone(PILPng, 'PIL._png'),
  alone(PILResample, 'PIL._resample'),
  alone(
    PILOthers,
    'PIL.ImageDraw',
    'PIL.ImageFont',
    'PIL.ImageFile',
    'PIL.ImageOps',
    'PIL.ImageFilter',
    'PIL.ImageEnhance',
    'PIL.ImageColor',
    'PIL.ImageChops',
    'PIL.ImageStat',
  ),
  {
    names: ['torchvision.ops'],
    parts: [
      ['torchvision.ops', torchvisionOpsFacade],
      ['torchvision.ops.boxes', torchvisionOpsBoxes],
      ['torchvision.ops.deform_conv', torchvisionOpsDeformConv],
      ['torchvision.ops.poolers', torchvisionOpsPoolers],
      ['torchvision.ops.ps_roi_align', torchvisionOpsPsRoiAlign],
      ['torchvision.ops.ps_roi_pool', torchvisionOpsPsRoiPool],
      ['torchvision.ops.roi_align', torchvisionOpsRoiAlign],
      ['torchvision.ops.roi_pool', torchvisionOpsRoiPool],
      ['torchvision.ops.misc', torchvisionOpsMisc],
      ['torchvision.ops.stochastic_depth', torchvisionOpsStochasticDepth],
      ['torchvision.ops.feature_pyramid_network', torchvisionOpsLosses],
    ],
  },
  alone(torchvisionTransformsV2, 'torchvision.transforms.v2'),
  alone(matplotlibMatplotlib, 'matplotlib'),
  alone(matplotlibPyplot, 'matplotlib.pyplot', 'pylab'),
  alone(matplotlibFigure, 'matplotlib.figure', 'matplotlib.axes'),
  alone(
    matplotlibOthers,
    'matplotlib.cm',
    'matplotlib.ticker',
    'matplotlib.animation',
    'matplotlib.patches',
    'matplotlib.colors',
    'matplotlib.gridspec',
    'matplotlib.lines',
    'matplotlib.style',
    'matplotlib.image',
    'matplotlib.font_manager',
    'matplotlib.dates',
    'matplotlib.collections',
  ),
  alone(IPythonIPython, 'IPython'),
  alone(IPythonDisplay, 'IPython.display', 'IPython.core.display'),
  alone(torchvisionModelsMobilenetv3, 'torchvision.models.mobilenetv3'),
  alone(torchvisionModelsEfficientnet, 'torchvision.models.efficientnet'),
  alone(torchvisionModelsGooglenet, 'torchvision.models.googlenet'),
  alone(torchvisionModelsInception, 'torchvision.models.inception'),
  alone(torchvisionModelsShufflenetv2, 'torchvision.models.shufflenetv2'),
  alone(torchvisionModelsConvnext, 'torchvision.models.convnext'),
  alone(torchvisionModelsVisionTransformer, 'torchvision.models.vision_transformer'),
]
